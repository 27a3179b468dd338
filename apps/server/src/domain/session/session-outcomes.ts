import type { EventItem, ExitItem } from "@dispatch/protocol/link";
import type { NewEvent } from "@dispatch/protocol/events";
import type { SessionId } from "@dispatch/protocol/ids";
import { type SessionOutcome, nextStatus } from "@dispatch/protocol/session-status";
import type { SessionChange, SessionRow, Store } from "../store.ts";
import type { SessionChanges } from "./session-changes.ts";
import type { SessionView } from "./session-view.ts";

type Needs = {
  readonly store: Store;
  readonly view: SessionView;
  readonly changes: SessionChanges;
  readonly now: () => number;
};

/** What was observed of a session's process becomes its status here, and nowhere else (R12). */
export class SessionOutcomes {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** The last item of a launch: committed together with the status it causes. */
  async exited(id: SessionId, exit: ExitItem, sourceEnd: number): Promise<void> {
    await this.#update(id, (session, append) => {
      const { exitCode, signal, stopped, reason } = exit;
      append(
        { channel: "terminal:exit", payload: { exitCode, ...(signal === undefined ? {} : { signal }) } },
        sourceEnd,
      );
      const outcome: SessionOutcome =
        stopped || session.status === "stopping"
          ? "stopped"
          : exitCode === 0 && signal === undefined
            ? "completed"
            : "failed";
      return this.#ended(append, outcome, {
        exitCode,
        signal: signal ?? null,
        ...(reason !== undefined && { reason }),
      });
    });
  }

  /** A resize the runner has carried out, in its true place among the output. */
  async happened(id: SessionId, item: EventItem, sourceEnd: number): Promise<void> {
    await this.#update(id, (session, append) => {
      append(item, sourceEnd);
      return { options: { ...session.options, ...item.payload } };
    });
  }

  /** What lived in the server itself was told to end, and has. */
  async closed(id: SessionId): Promise<void> {
    await this.#update(id, (session, append) => {
      if (!nextStatus(session.status, "exit")) return undefined;
      return this.#ended(append, "stopped", {});
    });
  }

  /** Its runner is gone and the process with it. */
  async lost(id: SessionId, reason: string): Promise<void> {
    await this.#update(id, (session, append) => {
      if (!nextStatus(session.status, "lose")) return undefined;
      return this.#ended(append, "lost", { reason });
    });
  }

  /** A restarted server finds the process of a session whose start it had not recorded yet. */
  async adopted(id: SessionId): Promise<void> {
    await this.#update(id, (session, append) => {
      const to = nextStatus(session.status, "ready");
      if (!to) return undefined;
      append({ channel: "session:status", payload: { status: to } });
      return { status: to };
    });
  }

  /** Sessions that a crash cut off before their process began: nobody was told of them, so nothing stays. */
  async abandoned(session: SessionRow): Promise<void> {
    // At once and not by and by: a create that is sent again with its key wants the same id.
    await this.#needs.store.write(({ sessions }) => sessions.erase(session.number));
    this.#needs.store.forget(session.number);
    this.#needs.changes.emit({ type: "removed", ownerId: session.ownerId, id: session.id });
  }

  /** Tells lists again although no row changed: a hold came or went, someone attached or left. */
  async refreshed(id: SessionId): Promise<void> {
    const session = await this.#needs.store.read.sessions.byId(id);
    if (session) this.#changed(session);
  }

  #ended(append: (event: NewEvent) => void, outcome: SessionOutcome, facts: SessionChange): SessionChange {
    const reason = typeof facts.reason === "string" ? { reason: facts.reason } : {};
    append({ channel: "session:status", payload: { status: "ended", outcome, ...reason } });
    return { status: "ended", outcome, endedAt: this.#needs.now(), ...facts };
  }

  async #update(
    id: SessionId,
    decide: (
      session: SessionRow,
      append: (event: NewEvent, sourceEnd?: number) => void,
    ) => SessionChange | undefined,
  ): Promise<void> {
    const changed = await this.#needs.store.write(async ({ sessions, events }) => {
      const session = await sessions.byId(id);
      if (!session) return undefined;
      const change = decide(session, (event, sourceEnd) => {
        if (sourceEnd === undefined) events.append(session.number, event);
        else events.appendFrom(session.number, sourceEnd, event);
      });
      if (!change) return undefined;
      const stamped = { ...change, updatedAt: this.#needs.now() };
      await sessions.update(id, stamped);
      return { ...session, ...stamped };
    });
    if (changed) this.#changed(changed);
  }

  #changed(session: SessionRow) {
    this.#needs.changes.emit({
      type: "changed",
      ownerId: session.ownerId,
      session: this.#needs.view.of(session),
    });
  }
}
