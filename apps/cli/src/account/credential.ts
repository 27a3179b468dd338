import type { Credential } from "@dispatch/client/credential";
import type { Tokens } from "@dispatch/protocol/account";
import type { Login, LoginStore } from "./login-store.ts";

/** An access token is renewed this long before it ends, so that no request meets the end. */
const RENEW_BEFORE_MS = 30_000;

/** Shorter than a lock is respected: nobody else may begin a refresh while this one may still succeed. */
const REFRESH_LIMIT_MS = 10_000;

export const loginOf = (server: string, tokens: Tokens, now = Date.now()): Login => ({
  server,
  email: tokens.user.email,
  accessToken: tokens.accessToken,
  refreshToken: tokens.refreshToken,
  expiresAt: now + tokens.expiresIn * 1000,
});

/** The new tokens, or nothing when this login has ended. Other failures are thrown: they may pass. */
async function refresh(login: Login): Promise<Login | undefined> {
  const response = await fetch(`${login.server}/api/auth/refresh`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ refreshToken: login.refreshToken }),
    signal: AbortSignal.timeout(REFRESH_LIMIT_MS),
  });
  if (response.status === 401) return undefined;
  if (!response.ok) {
    const { problemFromResponse } = await import("@dispatch/client/problem");
    throw await problemFromResponse(response);
  }
  return loginOf(login.server, (await response.json()) as Tokens);
}

/** A credential that follows the stored login and renews it when it must. */
export function storedCredential(server: string, store: LoginStore): Credential {
  let current: Login | undefined;
  const renew = async (known: Login) => (current = await store.renew(server, known.accessToken, refresh));
  return {
    token: async () => {
      current ??= await store.read(server);
      if (current && current.expiresAt - Date.now() < RENEW_BEFORE_MS) await renew(current);
      return current?.accessToken;
    },
    onUnauthorized: async () => {
      if (!current) return false;
      await renew(current);
      return current !== undefined;
    },
  };
}
