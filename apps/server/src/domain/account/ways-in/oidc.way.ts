import { Problem } from "@dispatch/protocol/problems";
import type { Configuration } from "openid-client";
import { isLoopbackUrl } from "./provider-url.ts";
import {
  type ExternalIdentity,
  PROVIDER_TIMEOUT_MS,
  type RedirectSettings,
  type RedirectWay,
} from "./way-in.ts";

/** What a provider says of itself is asked for again after this long, so that moved endpoints are found. */
const DISCOVERY_KEPT_MS = 3600_000;
const SCOPE = "openid email profile";

const library = () => import("openid-client"); // loaded by who signs in this way, not by every start

/** Any OpenID Connect provider: authorization code with PKCE, state and nonce. */
export function oidcWay(settings: RedirectSettings, now: () => number): RedirectWay {
  let known: { readonly until: number; readonly configuration: Promise<Configuration> } | undefined;

  function configuration(): Promise<Configuration> {
    if (known && now() < known.until) return known.configuration;
    const asked = { until: now() + DISCOVERY_KEPT_MS, configuration: discover(settings) };
    // A provider that was away is asked again by the next person.
    asked.configuration.catch(() => known === asked && (known = undefined));
    known = asked;
    return asked.configuration;
  }

  return {
    async start({ redirectUri, state, nonce, verifier }) {
      const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await library();
      return buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      });
    },

    async callback(answer, { state, nonce, verifier }) {
      const provider = await configuration();
      const { authorizationCodeGrant, fetchUserInfo } = await library();
      try {
        const tokens = await authorizationCodeGrant(provider, answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw new Error("there is no ID token");
        // Many providers tell the e-mail here only.
        const more = provider.serverMetadata().userinfo_endpoint
          ? await fetchUserInfo(provider, tokens.access_token, claims.sub)
          : {};
        return identityOf(claims.iss, { ...more, ...claims });
      } catch (error) {
        throw refusal(error);
      }
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: RedirectSettings): Promise<Configuration> {
  const { allowInsecureRequests, discovery, None } = await library();
  const url = new URL(issuer);
  try {
    const timeout = PROVIDER_TIMEOUT_MS / 1000;
    // Only what never leaves the machine may go without TLS.
    const execute = isLoopbackUrl(url) ? [allowInsecureRequests] : [];
    return await discovery(url, clientId, clientSecret, clientSecret === undefined ? None() : undefined, {
      timeout,
      execute,
    });
  } catch (error) {
    throw new Problem(
      "provider-unavailable",
      {},
      `${url.host} did not answer as an OpenID Connect provider. Try again, or sign in another way.`,
      { cause: error },
    );
  }
}

function identityOf(issuer: string, claims: Readonly<Record<string, unknown>>): ExternalIdentity {
  const text = (name: string) => {
    const value = claims[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  // Providers that never say whether an address is verified are taken at the word of whoever set them up here. An
  // address decides nothing anyway: it names a new account, and no account is ever found by it.
  const email = claims["email_verified"] === false ? undefined : text("email");
  const name = text("name");
  const subject = String(claims["sub"]);
  return {
    kind: "oidc",
    issuer,
    subject,
    label: text("email") ?? text("preferred_username") ?? name ?? subject,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
  };
}

/** The library's errors say what was wrong with an answer; none of that helps the person who waits. */
function refusal(error: unknown): Problem {
  const { code = "", error: reason = "" } = error as { code?: string; error?: string };
  if (code === "OAUTH_AUTHORIZATION_RESPONSE_ERROR" && reason === "access_denied")
    return new Problem(
      "sign-in-cancelled",
      {},
      "The provider says that you declined. Try again if you did not.",
    );
  if (isAway(error))
    return new Problem("provider-unavailable", {}, "The provider did not answer. Try again.", {
      cause: error,
    });
  return new Problem("sign-in-failed", {}, "The provider's answer does not prove who you are. Try again.", {
    cause: error,
  });
}

/** No answer, a late one, or one that says that the provider has trouble: nothing that somebody who signs in did. */
function isAway(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: unknown };
  return (
    error instanceof TypeError ||
    code === "OAUTH_TIMEOUT" ||
    (code === "OAUTH_RESPONSE_IS_NOT_CONFORM" && cause instanceof Response && cause.status >= 500)
  );
}
