import { Problem } from "@dispatch/protocol/problems";
import type { Caller, Place } from "../access/caller.ts";
import type { Credentials } from "./credentials.ts";
import type { Revocations } from "./revocations.ts";

/** Long enough to open a connection with, too short to be worth finding in a log. */
const TICKET_SECONDS = 30;
/** Tickets that wait to be used: of one credential, for a page that opens many streams at once, and of all. */
const CREDENTIAL_LIMIT = 64;
const LIMIT = 10_000;

type Ticket = { readonly caller: Caller; readonly endsAt: number };

/**
 * What stands for a credential where no header can be sent, as in an address: each opens one thing, once, soon, and
 * only while its credential lives. They are kept in memory alone, in the order in which they run out.
 */
export class Tickets {
  readonly #credentials: Credentials;
  readonly #now: () => number;
  readonly #waiting = new Map<string, Ticket>();

  constructor(needs: { credentials: Credentials; revocations: Revocations; now: () => number }) {
    this.#credentials = needs.credentials;
    this.#now = needs.now;
    needs.revocations.subscribe((credential) => {
      for (const [ticket, { caller }] of this.#waiting)
        if (caller.credentialId === credential) this.#waiting.delete(ticket);
    });
  }

  issue(caller: Caller): { ticket: string; expiresIn: number } {
    const at = this.#now();
    for (const [ticket, { endsAt }] of this.#waiting) {
      if (endsAt > at) break;
      this.#waiting.delete(ticket);
    }
    let own = 0;
    for (const other of this.#waiting.values())
      if (other.caller.credentialId === caller.credentialId) own += 1;
    if (own >= CREDENTIAL_LIMIT || this.#waiting.size >= LIMIT) {
      throw new Problem(
        "too-many-requests",
        { retryAfterSeconds: TICKET_SECONDS },
        "Too many tickets wait to be used. Use them, or let them run out.",
      );
    }
    const ticket = this.#credentials.newSecret("dst");
    // It was asked for by this caller on purpose, so that using it needs no look at the page that uses it.
    this.#waiting.set(ticket, { caller: { ...caller, byCookie: false }, endsAt: at + TICKET_SECONDS * 1000 });
    return { ticket, expiresIn: TICKET_SECONDS };
  }

  /** Whom it stands for; from here on for nobody. */
  redeem(ticket: string, place: Place): Caller | undefined {
    const found = this.#waiting.get(ticket);
    this.#waiting.delete(ticket);
    return found && found.endsAt > this.#now() ? { ...found.caller, place } : undefined;
  }
}
