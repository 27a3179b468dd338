import type { ApiKeyService } from "./api-key.service.ts";
import type { Caller } from "./caller.ts";
import type { LoginService } from "./login.service.ts";

/** Turns what a request or handshake shows into a caller. One for REST, SSE and sockets. */
export class Authenticator {
  readonly #logins: LoginService;
  readonly #apiKeys: ApiKeyService;
  constructor(needs: { logins: LoginService; apiKeys: ApiKeyService }) {
    this.#logins = needs.logins;
    this.#apiKeys = needs.apiKeys;
  }

  /** A token wins over a cookie; a wrong token is wrong even beside a good cookie. */
  async caller({
    token,
    cookie,
  }: {
    token?: string | undefined;
    cookie?: string | undefined;
  }): Promise<Caller | undefined> {
    if (token !== undefined) {
      return token.startsWith("dsp_") ? this.#apiKeys.bySecret(token) : this.#logins.byAccessToken(token);
    }
    return cookie === undefined ? undefined : this.#logins.byCookie(cookie);
  }
}
