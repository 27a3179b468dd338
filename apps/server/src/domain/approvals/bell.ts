import type { Approval } from "@dispatch/protocol/agent/approval";
import type { ApprovalId, SessionId, UserId } from "@dispatch/protocol/ids";
import { Listeners } from "../listeners.ts";
import type { Logger } from "../logger.ts";

/** So long a rule, or somebody who is there anyway, may answer before anybody is called. */
export const GRACE_MS = 2_000;

type Waiting = { readonly ownerId: UserId; readonly approval: Approval };
/** Called: somebody should look. Withdrawn: it was answered elsewhere or is gone, and nobody need look any more. */
export type Ring = Waiting & { readonly type: "called" | "withdrawn" };

type Needs = {
  readonly graceMs: number;
  /** Whether its owner has the session in front of them: a person and not a program of theirs. */
  readonly isWatched: (waiting: Waiting) => boolean;
  /** Notes that it has rung; false where it is not open any more, or has rung before. */
  readonly note: (id: ApprovalId) => Promise<boolean>;
  readonly logger: Logger;
};

/** Says when somebody is to be called to something that waits, once for each: how they are called is for those who listen. */
export class Bell extends Listeners<Ring> implements Disposable {
  readonly #needs: Needs;
  /** Open and not rung: with a timer, or none while its owner looks on. */
  readonly #quiet = new Map<ApprovalId, Waiting & { timer?: NodeJS.Timeout }>();
  readonly #rung = new Map<ApprovalId, Waiting>();

  constructor(needs: Needs) {
    super();
    this.#needs = needs;
  }

  /** What was open when the server began. */
  known(waiting: Waiting, hasRung: boolean): void {
    if (hasRung) this.#rung.set(waiting.approval.id, waiting);
    else this.changed(waiting);
  }

  /** It was opened or closed. */
  changed(waiting: Waiting): void {
    const { approval } = waiting;
    const { id } = approval;
    if (approval.state === "open") {
      if (!this.#quiet.has(id) && !this.#rung.has(id)) this.#wait(waiting);
      return;
    }
    clearTimeout(this.#quiet.get(id)?.timer);
    this.#quiet.delete(id);
    if (this.#rung.delete(id)) this.emit({ type: "withdrawn", ...waiting });
  }

  /** Somebody came to a session or left it. */
  presenceChanged(sessionId: SessionId): void {
    for (const waiting of this.#quiet.values())
      if (waiting.approval.sessionId === sessionId && !waiting.timer && !this.#needs.isWatched(waiting))
        this.#wait(waiting);
  }

  /** With its session all that it asked is gone. */
  removed(sessionId: SessionId): void {
    for (const waiting of [...this.#quiet.values(), ...this.#rung.values()])
      if (waiting.approval.sessionId === sessionId)
        this.changed({ ownerId: waiting.ownerId, approval: { ...waiting.approval, state: "gone" } });
  }

  [Symbol.dispose]() {
    for (const { timer } of this.#quiet.values()) clearTimeout(timer);
    this.#quiet.clear();
    this.#rung.clear();
  }

  #wait({ ownerId, approval }: Waiting) {
    const timer = setTimeout(() => void this.#ring(approval.id), this.#needs.graceMs).unref();
    this.#quiet.set(approval.id, { ownerId, approval, timer });
  }

  async #ring(id: ApprovalId): Promise<void> {
    const waiting = this.#quiet.get(id);
    if (!waiting) return;
    const { ownerId, approval } = waiting;
    if (this.#needs.isWatched(waiting)) {
      this.#quiet.set(id, { ownerId, approval });
      return;
    }
    try {
      const isNew = await this.#needs.note(id);
      // Closed meanwhile: then nothing is to be said, now or later.
      if (!this.#quiet.delete(id) || !isNew) return;
      this.#rung.set(id, { ownerId, approval });
      this.emit({ type: "called", ownerId, approval });
    } catch (error) {
      this.#needs.logger.error({ err: error, approvalId: id }, "somebody could not be called");
    }
  }
}
