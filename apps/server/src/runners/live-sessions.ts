import { itemKind } from "@dispatch/protocol/link";
import type { Hello } from "@dispatch/protocol/link";
import type { RunnerId, SessionId, UserId } from "@dispatch/protocol/ids";
import type { SessionHold, SessionKind } from "@dispatch/protocol/session";
import type { EventLog, SessionNumber } from "../domain/log/event-log.ts";
import type { Item, LiveSession } from "./live-session.ts";

type Needs = {
  readonly log: EventLog;
  readonly now: () => number;
  /** A hold came or went. */
  readonly holdChanged: (id: SessionId) => void;
};

/** What an item turned out to be: new, known already, of no session any more, or not the next one. */
export type Intake =
  | { readonly verdict: "fresh" | "early"; readonly session: LiveSession; readonly item: Item }
  | { readonly verdict: "known" | "orphan" | "hole" };

/** Every session behind which a process may be alive, and how far its items have come. */
export class LiveSessions {
  readonly #needs: Needs;
  readonly #byId = new Map<SessionId, LiveSession>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: SessionId): LiveSession | undefined {
    return this.#byId.get(id);
  }

  /** The first hold that the log is the reason of. */
  get storageHold(): SessionHold | undefined {
    for (const { hold } of this.#byId.values()) if (hold && hold.code !== "runner-reconnecting") return hold;
    return undefined;
  }

  on(runnerId: RunnerId): LiveSession[] {
    return [...this.#byId.values()].filter((session) => session.runnerId === runnerId);
  }

  runnerIds(): Set<RunnerId> {
    return new Set([...this.#byId.values()].map((session) => session.runnerId));
  }

  add(facts: {
    id: SessionId;
    number: SessionNumber;
    ownerId: UserId;
    kind: SessionKind;
    launch: number;
    runnerId: RunnerId;
  }): LiveSession {
    const { id, number, ownerId, kind, launch, runnerId } = facts;
    const session: LiveSession = {
      id,
      number,
      ownerId,
      kind,
      launch,
      runnerId,
      received: this.#needs.log.sourceEnd(facts.number),
      admitted: false,
      early: [],
    };
    this.#byId.set(session.id, session);
    return session;
  }

  delete(id: SessionId): void {
    this.#byId.delete(id);
  }

  /** For a runner's hello: from where to send each session we know, and which to forget. */
  answer(hello: Hello): { resume: { id: SessionId; offset: number }[]; drop: SessionId[] } {
    const resume: { id: SessionId; offset: number }[] = [];
    const drop: SessionId[] = [];
    for (const { id, launch } of hello.sessions) {
      const session = this.#byId.get(id);
      if (session?.runnerId === hello.runnerId && session.launch === launch) {
        this.rewind(session);
        resume.push({ id, offset: session.received });
      } else {
        drop.push(id);
      }
    }
    return { resume, drop };
  }

  /** Back to what is committed: the rest comes again over the next link. */
  rewind(session: LiveSession): void {
    session.received = this.#needs.log.sourceEnd(session.number);
    session.early = [];
  }

  /** Sorts one item: each byte of a session's outbox is taken once, in order, or not at all. */
  take(item: Item): Intake {
    const session = this.#byId.get(item.sessionId as SessionId);
    if (!session || session.launch !== item.launch) return { verdict: "orphan" };
    if (item.offset > session.received) return { verdict: "hole" };
    const end = item.offset + item.body.length;
    if (end <= session.received) return { verdict: "known" };
    const fresh = item.offset === session.received ? item : slice(item, session.received);
    session.received = end;
    if (session.admitted) return { verdict: "fresh", session, item: fresh };
    session.early.push(fresh);
    return { verdict: "early", session, item: fresh };
  }

  hold(sessions: readonly LiveSession[], hold: Omit<SessionHold, "since"> | undefined): void {
    for (const session of sessions) {
      if (session.hold?.code === hold?.code) continue;
      if (hold) session.hold = { ...hold, since: new Date(this.#needs.now()).toISOString() };
      else delete session.hold;
      this.#needs.holdChanged(session.id);
    }
  }
}

/** Output is bytes and can be cut anywhere; other items are whole, and were committed whole. */
const slice = (item: Item, from: number): Item =>
  item.kind === itemKind.output
    ? { ...item, offset: from, body: item.body.subarray(from - item.offset) }
    : item;
