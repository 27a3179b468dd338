import type { Live } from "@dispatch/client/live/live";
import type { Session } from "@dispatch/protocol/session";
import { hasAccess } from "@dispatch/protocol/session-access";
import { oneLine } from "../output/table.ts";

/** Whether this caller may type in a session now; its owner may change that while it is open. */
export class TypingRight {
  #session: Session;

  constructor({ live, session }: { live: Live; session: Session }) {
    this.#session = session;
    live.on("session", (changed) => {
      if (changed.id === session.id) this.#session = changed;
    });
  }

  get isGiven(): boolean {
    return hasAccess(this.#session.access, "write");
  }

  /** What to say to whoever has not got it. */
  get refusal(): string {
    const { sharedBy } = this.#session;
    const whose = sharedBy === undefined ? "" : ` at ${oneLine(sharedBy)}'s session`;
    return `you are looking on${whose}, keys are not sent`;
  }
}
