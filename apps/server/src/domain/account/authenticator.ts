import type { Caller, Place } from "../access/caller.ts";
import type { Shares } from "../sharing/shares.ts";
import type { ApiKeyService } from "./api-key.service.ts";
import type { LoginService } from "./login.service.ts";
import type { Tickets } from "./tickets.ts";

/** Turns what a request or handshake shows into a caller. One for REST, SSE and sockets. */
export class Authenticator {
  readonly #logins: LoginService;
  readonly #apiKeys: ApiKeyService;
  readonly #shares: Shares;
  readonly #tickets: Tickets;
  constructor(needs: { logins: LoginService; apiKeys: ApiKeyService; shares: Shares; tickets: Tickets }) {
    this.#logins = needs.logins;
    this.#apiKeys = needs.apiKeys;
    this.#shares = needs.shares;
    this.#tickets = needs.tickets;
  }

  /** A token wins over a ticket, which wins over a cookie; a wrong token is wrong even beside a good cookie. */
  async caller(
    {
      token,
      ticket,
      cookie,
    }: { token?: string | undefined; ticket?: string | undefined; cookie?: string | undefined },
    place: Place,
  ): Promise<Caller | undefined> {
    if (token === undefined) {
      if (ticket !== undefined) return this.#tickets.redeem(ticket, place);
      return cookie === undefined ? undefined : this.#logins.byCookie(cookie, place);
    }
    if (token.startsWith("dsp_")) return this.#apiKeys.bySecret(token, place);
    if (token.startsWith("dss_")) return this.#shares.byToken(token, place);
    return this.#logins.byAccessToken(token, place);
  }
}
