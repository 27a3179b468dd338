import type { NewEvent } from "@dispatch/protocol/events";
import type { SessionId } from "@dispatch/protocol/ids";
import { type SessionInput, type SessionOutcome, nextStatus } from "@dispatch/protocol/session-status";
import { type AgentFacts, newAgent } from "../agents/agent-store.ts";
import type { SessionChange, SessionRow, Store, Writing } from "../store.ts";
import type { SessionChanges } from "./session-changes.ts";
import type { SessionView } from "./session-view.ts";

type Why = { readonly outcome?: SessionOutcome; readonly reason?: string };

/** One thing that happens to one session: its events and what changes of its row are committed together, or not at all. */
export class SessionStep {
  readonly writing: Writing;
  #session: SessionRow;
  #change: SessionChange | undefined;
  /** How far its runner's items have come with this; the first event carries it. */
  #sourceEnd: number | undefined;
  readonly #afterwards: (() => void)[] = [];

  constructor(writing: Writing, session: SessionRow, sourceEnd: number | undefined) {
    this.writing = writing;
    this.#session = session;
    this.#sourceEnd = sourceEnd;
  }

  /** As it is by now. */
  get session(): SessionRow {
    return this.#session;
  }

  get agent(): AgentFacts {
    return this.#session.agent ?? newAgent;
  }

  append(event: NewEvent): void {
    const { events } = this.writing;
    if (this.#sourceEnd === undefined) return events.append(this.#session.number, event);
    events.appendFrom(this.#session.number, this.#sourceEnd, event);
    this.#sourceEnd = undefined;
  }

  change(change: SessionChange): void {
    this.#change = { ...this.#change, ...change };
    this.#session = { ...this.#session, ...change };
  }

  learn(facts: Partial<AgentFacts>): void {
    this.change({ agent: { ...this.agent, ...facts } });
  }

  accepts(input: SessionInput): boolean {
    return nextStatus(this.#session.status, input) !== undefined;
  }

  /** Changes the status and logs it; false where the status it has does not accept this. */
  become(input: SessionInput, why: Why = {}): boolean {
    const status = nextStatus(this.#session.status, input);
    if (!status) return false;
    this.append({ channel: "session:status", payload: { status, ...why } });
    this.change({ status, ...why });
    return true;
  }

  /** Done once it is committed. */
  afterwards(act: () => void): void {
    this.#afterwards.push(act);
  }

  /** What is to be written besides the events. */
  async finish(now: number): Promise<boolean> {
    if (this.#sourceEnd !== undefined) this.writing.events.advance(this.#session.number, this.#sourceEnd);
    if (!this.#change) return false;
    this.change({ updatedAt: now });
    await this.writing.sessions.update(this.#session.id, this.#change);
    return true;
  }

  runAfterwards(): void {
    for (const act of this.#afterwards) act();
  }
}

type Needs = {
  readonly store: Store;
  readonly view: SessionView;
  readonly changes: SessionChanges;
  readonly now: () => number;
};

/** Takes steps with sessions, and tells lists of them. */
export class SessionSteps {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Undefined where there is no such session. */
  async take<T>(
    id: SessionId,
    work: (step: SessionStep) => T | Promise<T>,
    sourceEnd?: number,
  ): Promise<T | undefined> {
    const taken = await this.#needs.store.write(async (writing) => {
      const session = await writing.sessions.byId(id);
      if (!session) return undefined;
      const step = new SessionStep(writing, session, sourceEnd);
      const value = await work(step);
      return { step, value, hasChanged: await step.finish(this.#needs.now()) };
    });
    if (!taken) return undefined;
    if (taken.hasChanged) this.tell(taken.step.session);
    taken.step.runAfterwards();
    return taken.value;
  }

  tell(session: SessionRow): void {
    const { changes, view } = this.#needs;
    changes.emit({ type: "changed", ownerId: session.ownerId, session: view.of(session) });
  }
}
