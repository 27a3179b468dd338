import { createHash } from "node:crypto";
import { Problem } from "@dispatch/protocol/problems";
import { z } from "zod";
import { PROVIDER_TIMEOUT_MS, type RedirectSettings, type RedirectWay } from "./way-in.ts";

export const GITHUB_SITE = "https://github.com";

const TokenAnswer = z.object({ access_token: z.string().min(1) });
const Person = z.object({ id: z.int(), login: z.string(), name: z.string().nullish() });
const Addresses = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** GitHub, or a GitHub Enterprise server: OAuth with PKCE and state, then its API for who it is. */
export function githubWay({ issuer, clientId, clientSecret }: RedirectSettings): RedirectWay {
  const site = issuer.replace(/\/$/, "");
  const api = site === GITHUB_SITE ? "https://api.github.com" : `${site}/api/v3`;

  return {
    start({ redirectUri, state, verifier }) {
      const url = new URL(`${site}/login/oauth/authorize`);
      url.search = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: "read:user user:email",
        state,
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
      }).toString();
      return Promise.resolve(url);
    },

    async callback({ searchParams }, { redirectUri, state, verifier }) {
      if (searchParams.get("error") === "access_denied")
        throw new Problem(
          "sign-in-cancelled",
          {},
          "GitHub says that you declined. Try again if you did not.",
        );
      const code = searchParams.get("code");
      if (code === null || searchParams.get("state") !== state) throw failed();
      const body = new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret ?? "",
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      });
      const { access_token: token } = await ask(`${site}/login/oauth/access_token`, TokenAnswer, {
        method: "POST",
        body,
      });
      const headers = { authorization: `Bearer ${token}`, "x-github-api-version": "2022-11-28" };
      const [person, addresses] = await Promise.all([
        ask(`${api}/user`, Person, { headers }),
        ask(`${api}/user/emails`, Addresses, { headers }),
      ]);
      const email = addresses.find(({ primary, verified }) => primary && verified)?.email;
      return {
        kind: "github",
        issuer: site,
        subject: String(person.id),
        label: person.login,
        name: person.name?.trim() || person.login,
        ...(email === undefined ? {} : { email }),
      };
    },
  };
}

const failed = (cause?: unknown) =>
  new Problem("sign-in-failed", {}, "GitHub's answer does not prove who you are. Try again.", { cause });

/** GitHub refuses a code with status 200 and an error in the body, so the shape decides. */
async function ask<T extends z.ZodType>(url: string, shape: T, request: RequestInit): Promise<z.output<T>> {
  let answer: unknown;
  try {
    const response = await fetch(url, {
      ...request,
      headers: { accept: "application/json", "user-agent": "Dispatch", ...request.headers },
      redirect: "error",
      signal: AbortSignal.timeout(PROVIDER_TIMEOUT_MS),
    });
    if (response.status >= 500) throw new Error(`status ${response.status}`);
    answer = await response.json();
  } catch (error) {
    throw new Problem(
      "provider-unavailable",
      {},
      "GitHub did not answer. Try again, or sign in another way.",
      {
        cause: error,
      },
    );
  }
  const parsed = shape.safeParse(answer);
  if (!parsed.success) throw failed(parsed.error);
  return parsed.data;
}
