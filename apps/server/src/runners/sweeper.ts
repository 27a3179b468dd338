import type { SessionId } from "@dispatch/protocol/ids";
import type { Logger } from "../domain/logger.ts";
import type { Link } from "./links.ts";

/** Sessions whose runner died: what they left running is ended by the next runner. */
export class Sweeper {
  readonly #left = new Set<SessionId>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(id: SessionId): void {
    this.#left.add(id);
  }

  async sweepBy(link: Link): Promise<void> {
    if (this.#left.size === 0) return;
    const sessionIds = [...this.#left];
    try {
      const { ended } = await link.connection.call("sweep", { sessionIds });
      for (const id of sessionIds) this.#left.delete(id);
      if (ended > 0) this.#logger.info({ ended }, "ended processes that a dead runner left behind");
    } catch (error) {
      this.#logger.warn({ error: String(error) }, "sweep failed; the next runner tries again");
    }
  }
}
