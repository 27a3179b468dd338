import type { Buffer } from "node:buffer";
import type { SessionId } from "@dispatch/protocol/ids";
import {
  inputResult,
  type Hello,
  type InputResult,
  type StartCall,
  type Started,
} from "@dispatch/protocol/link";
import { adapterFor, type Adapters } from "../adapters/adapters.ts";
import type { Log } from "../log.ts";
import { ProcessTable } from "../processes/process-table.ts";
import { Endings } from "./endings.ts";
import { Refusal } from "../refusal.ts";
import { PeopleFirst } from "./people-first.ts";
import { Session } from "./session.ts";

export type SessionsNeeds = {
  readonly adapters: Adapters;
  readonly killGraceMs: number;
  readonly log: Log;
  /** A session that may send has something to send, or may have. */
  readonly onReady: (session: Session) => void;
  /** A session is not held any more. */
  readonly onGone: (session: Session) => void;
  /** Nothing is held and nothing is being ended. */
  readonly onEmpty: () => void;
};

/** All sessions this runner holds: those with a process, and those whose last items are not committed yet. */
export class Sessions {
  readonly #needs: SessionsNeeds;
  readonly #byId = new Map<SessionId, Session>();
  readonly #endings: Endings;
  readonly #peopleFirst = new PeopleFirst<Session>();
  #isRetired = false;

  constructor(needs: SessionsNeeds) {
    this.#needs = needs;
    this.#endings = new Endings({
      table: new ProcessTable(),
      log: needs.log,
      onSettled: () => this.#tellIfEmpty(),
    });
  }

  get size(): number {
    return this.#byId.size;
  }

  get isEmpty(): boolean {
    return this.#byId.size === 0 && this.#endings.size === 0;
  }

  get aliveCount(): number {
    return [...this.#byId.values()].filter((session) => session.isAlive).length;
  }

  hello(): Hello["sessions"] {
    return [...this.#byId.values()].map((session) => session.hello());
  }

  /** `mayStillSend` says, once it runs, whether the connection that asked is still the present one. */
  async start(call: StartCall, mayStillSend: () => boolean): Promise<Started> {
    const repeated = this.#clearTheWay(call);
    if (repeated) return repeated;
    const session = new Session(call, {
      adapter: adapterFor(this.#needs.adapters, call.kind),
      killGraceMs: this.#needs.killGraceMs,
      restAfter: (session, bytes) => this.#peopleFirst.restAfter(session, bytes),
      onReady: (session) => session.isSpokenOf && this.#needs.onReady(session),
      endProcesses: async ({ id, leader }, graceMs) => void (await this.#endings.end(id, graceMs, leader)),
    });
    this.#byId.set(call.sessionId, session);
    try {
      await this.#endings.settle(call.sessionId);
      await session.start(call);
    } catch (error) {
      this.#byId.delete(call.sessionId);
      this.#tellIfEmpty();
      throw error;
    }
    const { started } = session;
    if (!started) throw new Refusal("start-failed", "The session was ended while it started.");
    session.isSpokenOf = mayStillSend();
    this.#needs.log("info", "session started", {
      sessionId: call.sessionId,
      launch: call.launch,
      leader: started.pid,
    });
    return started;
  }

  /** Everything below `offset` is committed. Of a silent session it is the word to go on. */
  acknowledge(sessionId: string, offset: number) {
    const session = this.#byId.get(sessionId as SessionId);
    if (!session) return;
    if (session.isSpokenOf) session.acknowledge(offset);
    else this.resume(session.id, offset);
    if (session.isFinished) this.#forget(session);
    else if (session.unsentBytes > 0) this.#needs.onReady(session);
  }

  resume(sessionId: SessionId, offset: number) {
    const session = this.#byId.get(sessionId);
    if (!session) return this.#needs.log("error", "the server resumes an unknown session", { sessionId });
    const { start, end } = session.hello();
    if (offset > end)
      this.#needs.log("error", "the server is ahead of the session", { sessionId, offset, end });
    if (offset < start)
      this.#needs.log("error", "the server lost what it had committed", { sessionId, offset, start });
    session.isSpokenOf = true;
    session.resendFrom(offset);
    if (session.isFinished) this.#forget(session);
    else if (session.unsentBytes > 0) this.#needs.onReady(session);
  }

  drop(sessionId: SessionId) {
    const session = this.#byId.get(sessionId);
    if (!session) return;
    session.drop();
    this.#forget(session);
  }

  /** The connection is gone: nobody may send before the server has spoken of it again. */
  silence() {
    for (const session of this.#byId.values()) session.isSpokenOf = false;
  }

  input(sessionId: string, key: string, body: Buffer, answer: (result: InputResult) => void) {
    const session = this.#byId.get(sessionId as SessionId);
    if (!session) return answer(inputResult.gone);
    this.#peopleFirst.typed(session);
    session.input(key, body, answer);
  }

  pageUsed() {
    this.#peopleFirst.pageUsed();
  }

  byId(sessionId: SessionId): Session {
    const session = this.#byId.get(sessionId);
    if (!session) throw new Refusal("session-not-found", "This runner has no such session.");
    return session;
  }

  stopAll(graceMs: number) {
    for (const session of this.#byId.values()) if (session.isAlive) session.stop(graceMs);
  }

  /** Ends what a dead runner left of sessions that are not held here. */
  async sweep(sessionIds: readonly SessionId[]): Promise<number> {
    const strangers = sessionIds.filter((id) => !this.#byId.has(id));
    const counts = await Promise.all(strangers.map((id) => this.#endings.end(id, this.#needs.killGraceMs)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Takes no new session from now on. */
  retire() {
    this.#isRetired = true;
  }

  /** Refuses what cannot be started; returns the answer of a start that was done already. */
  #clearTheWay(call: StartCall): Started | undefined {
    const present = this.#byId.get(call.sessionId);
    if (present?.launch === call.launch && present.started) return present.started;
    if (this.#isRetired) throw new Refusal("start-failed", "This runner takes no new sessions.");
    if (!present) return undefined;
    // A later launch that begins behind all items says that they are committed, exit and all.
    if (present.isAlive || call.launch <= present.launch || call.offset < present.end) {
      throw new Refusal("start-failed", "An earlier launch of this session has not ended.");
    }
    this.#forget(present);
    return undefined;
  }

  #forget(session: Session) {
    this.#byId.delete(session.id);
    this.#needs.onGone(session);
    this.#tellIfEmpty();
  }

  #tellIfEmpty() {
    if (this.isEmpty) this.#needs.onEmpty();
  }
}
