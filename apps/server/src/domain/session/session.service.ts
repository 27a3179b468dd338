import { derivedId } from "../derived-id.ts";
import type { NewEvent } from "@dispatch/protocol/events";
import { type SessionId, type UserId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { CreateSession } from "@dispatch/protocol/session";
import { isLive } from "@dispatch/protocol/session-live";
import { type SessionInput, type SessionStatus, nextStatus } from "@dispatch/protocol/session-status";
import type { TerminalSize } from "@dispatch/protocol/terminal";
import type { Caller, PersonCaller } from "../access/caller.ts";
import type { AgentFacts } from "../agents/agent-store.ts";
import type { Policy } from "../access/policy.ts";
import type { SessionChange, SessionRow, Store, WorkspaceRow } from "../store.ts";
import type { TaskWorkspaces } from "../workspace/task-workspaces.ts";
import type { WorkspacePurpose, WorkspaceService } from "../workspace/workspace.service.ts";
import type { Quotas } from "./quotas.ts";
import type { SessionChanges } from "./session-changes.ts";
import type { Placement, SessionHost, Started } from "./session-host.ts";
import { type SessionKinds, begin, liveHost } from "./session-kinds.ts";
import type { SessionOutcomes } from "./session-outcomes.ts";
import { SessionStep } from "./session-step.ts";
import type { SessionView } from "./session-view.ts";

type Needs = {
  readonly store: Store;
  readonly policy: Policy;
  readonly quotas: Quotas;
  readonly kinds: SessionKinds;
  readonly workspaces: WorkspaceService;
  readonly taskWorkspaces: TaskWorkspaces;
  readonly view: SessionView;
  readonly outcomes: Pick<SessionOutcomes, "startFailed">;
  readonly changes: SessionChanges;
  readonly now: () => number;
};

/** How long a create that is sent again waits for what became of the first one. */
const DECISION_LIMIT_MS = 10_000;

const status = (to: SessionStatus): NewEvent => ({ channel: "session:status", payload: { status: to } });

function accepted(session: SessionRow, input: SessionInput): SessionStatus {
  const to = nextStatus(session.status, input);
  if (!to) {
    throw new Problem(
      "session-refused",
      { sessionId: session.id, sessionStatus: session.status, input },
      `The session is ${session.status} and does not accept "${input}" now.`,
    );
  }
  return to;
}

type Beginnings = {
  readonly key?: string | undefined;
  readonly purpose: WorkspacePurpose;
  /** What an agent is to know from its beginning. */
  readonly agent?: Partial<AgentFacts>;
};

/** Commands on sessions, for everyone who may give them. What processes report back goes through `SessionOutcomes`. */
export class SessionService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async create(caller: PersonCaller, wish: CreateSession, key?: string): Promise<SessionRow> {
    const purpose = "work";
    if (wish.kind !== "agent" || !wish.repo) return this.createFor(caller.userId, wish, { key, purpose });
    const { repo, ...rest } = wish;
    const workspaceId = await this.#needs.taskWorkspaces.make(caller, repo, key);
    return this.createFor(caller.userId, { ...rest, workspaceId }, { key, purpose });
  }

  /** A saga: each step that fails undoes what came before it, so a failed create leaves nothing behind. */
  async createFor(
    ownerId: UserId,
    wish: CreateSession,
    { key, purpose, agent: facts }: Beginnings,
  ): Promise<SessionRow> {
    const { store, kinds, now } = this.#needs;
    const id = key === undefined ? newId("ses") : derivedId<SessionId>("ses", ownerId, key);
    const twin = key === undefined ? undefined : await this.#twin(id);
    if (twin) return twin;
    await this.#needs.quotas.admit(ownerId);
    const workspace = await this.#needs.workspaces.forSession(ownerId, wish.workspaceId, purpose);
    const { title, options, events, agent = null, first } = begin(kinds, wish);
    await kinds[wish.kind].admit?.(ownerId, options);
    const placement = await kinds[wish.kind].host.place(ownerId);
    const at = now();
    const row: Omit<SessionRow, "number"> = {
      id,
      ownerId,
      workspaceId: workspace.id,
      kind: wish.kind,
      status: "preparing",
      outcome: null,
      exitCode: null,
      signal: null,
      reason: null,
      title,
      options,
      launch: 1,
      runnerId: placement.runnerId,
      shell: null,
      cwd: null,
      isolation: placement.isolation?.rung ?? null,
      createdAt: at,
      updatedAt: at,
      endedAt: null,
      typist: null,
      agent: agent && { ...agent, ...facts },
      terminal: null,
    };
    const begun = await store.write(async (writing) => {
      const { sessions, workspaces } = writing;
      await this.#needs.workspaces.admit({ workspaces }, ownerId, workspace.id, purpose);
      await this.#needs.quotas.admitLive({ sessions }, ownerId);
      if (await sessions.isTaken(id))
        throw new Problem(
          "idempotency-conflict",
          {},
          "The session this key made was deleted. Use a new key.",
        );
      const inserted = await sessions.insert(row);
      writing.events.append(inserted, status("pending"), status("preparing"), ...events);
      const step = new SessionStep(writing, { ...row, number: inserted }, undefined);
      await first?.(step);
      await step.finish(at);
      return step;
    });
    const { number } = begun.session;
    try {
      const launched = await this.#launch(begun.session, workspace, placement);
      begun.runAfterwards();
      return launched;
    } catch (error) {
      await store.write(({ sessions }) => sessions.erase(number));
      store.forget(number);
      this.#needs.changes.emit({ type: "removed", ownerId, id });
      throw error;
    }
  }

  /**
   * What an earlier create with the same key has made. One that a crash cut off is on its way to be adopted or undone,
   * as its runner will tell: nobody is told of it before that is decided.
   */
  async #twin(id: SessionId): Promise<SessionRow | undefined> {
    const { store, changes } = this.#needs;
    const giveUp = AbortSignal.timeout(DECISION_LIMIT_MS);
    for (;;) {
      const { promise: news, resolve } = Promise.withResolvers<void>();
      const unsubscribe = changes.subscribe((change) => {
        if ((change.type === "changed" ? change.session.id : change.id) === id) resolve();
      });
      giveUp.addEventListener("abort", () => resolve());
      try {
        const twin = await store.read.sessions.byId(id);
        if (twin?.status !== "preparing" || twin.launch > 1) return twin;
        if (giveUp.aborted)
          throw new Problem("runner-unavailable", {}, "Its runner is not back yet. Try again.");
        await news;
      } finally {
        unsubscribe();
      }
    }
  }

  get(caller: Caller, id: SessionId): Promise<SessionRow> {
    return this.#needs.policy.session(caller, "session.read", id);
  }

  async rename(caller: Caller, id: SessionId, title: string): Promise<SessionRow> {
    const session = await this.#needs.policy.session(caller, "session.rename", id);
    return this.#change(session, { title });
  }

  /** Ends the whole process tree. The session has ended when its exit is in the log, not when this returns. */
  async stop(caller: Caller, id: SessionId): Promise<SessionRow> {
    await this.#needs.policy.session(caller, "session.stop", id);
    return this.end(id);
  }

  /** For those who are allowed to, and for what Dispatch itself has begun. */
  async end(id: SessionId): Promise<SessionRow> {
    const session = await this.#needs.store.write(async ({ sessions, events }) => {
      const current = await sessions.byId(id);
      if (!current) throw new Problem("session-not-found", { sessionId: id });
      const to = accepted(current, "stop");
      const change: SessionChange = { status: to, updatedAt: this.#needs.now() };
      await sessions.update(id, change);
      events.append(current.number, status(to));
      return { ...current, ...change };
    });
    this.#changed(session);
    // A runner that is away hears of it when it is back: the status says what is wanted.
    await this.#hostOf(session)
      .stop(id)
      .catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
      });
    return session;
  }

  /** A new process under the same id, below what the log already holds. */
  async resume(caller: Caller, id: SessionId): Promise<SessionRow> {
    const session = await this.#needs.policy.session(caller, "session.resume", id);
    accepted(session, "resume");
    await this.#needs.quotas.admit(session.ownerId);
    await this.#needs.kinds[session.kind].admit?.(session.ownerId, session.options);
    const workspace = await this.#needs.workspaces.forSession(session.ownerId, session.workspaceId);
    const placement = await this.#hostOf(session).place(session.ownerId);
    const next = await this.#needs.store.write(async ({ sessions, workspaces, events }) => {
      const current = await sessions.byId(id);
      if (!current) throw new Problem("session-not-found", { sessionId: id });
      await this.#needs.workspaces.admit({ workspaces }, current.ownerId, workspace.id);
      accepted(current, "resume");
      await this.#needs.quotas.admitLive({ sessions }, current.ownerId);
      const change: SessionChange = {
        status: "preparing",
        outcome: null,
        exitCode: null,
        signal: null,
        reason: null,
        endedAt: null,
        launch: current.launch + 1,
        runnerId: placement.runnerId,
        isolation: placement.isolation?.rung ?? null,
        updatedAt: this.#needs.now(),
      };
      await sessions.update(id, change);
      const goingOn = this.#needs.kinds[current.kind].goOn();
      events.append(current.number, status("pending"), status("preparing"), ...goingOn);
      return { ...current, ...change };
    });
    try {
      return await this.#launch(next, workspace, placement);
    } catch (error) {
      await this.#needs.outcomes.startFailed(id, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  /** Takes a session out of sight at once; a live process is ended, its events are cleared away afterwards. */
  async remove(caller: Caller, id: SessionId): Promise<void> {
    const session = await this.#needs.policy.session(caller, "session.delete", id);
    if (isLive(session.status))
      await this.#hostOf(session)
        .discard(id)
        .catch(() => undefined);
    await this.#forget(session);
  }

  async input(caller: Caller, id: SessionId, data: Uint8Array, key: string): Promise<void> {
    // What is known to be alive and the caller's own needs no question to the database on the way of a keystroke.
    const live = liveHost(this.#needs.kinds, id);
    const isOwn = caller.kind === "person" && live?.ownerOf(id) === caller.userId;
    const host = isOwn ? live : this.#hostOf(await this.#working(caller, id, "prompt"));
    await host.input(id, data, key, caller);
  }

  async interrupt(caller: Caller, id: SessionId): Promise<void> {
    const session = await this.#working(caller, id, "stop");
    await this.#hostOf(session).interrupt(session);
  }

  async resize(caller: Caller, id: SessionId, size: TerminalSize): Promise<void> {
    const session = await this.#working(caller, id, "ready");
    if (session.options.cols === size.cols && session.options.rows === size.rows) return;
    await this.#hostOf(session).resize(session, size);
  }

  /** The session, if a process behind it can hear what is sent. */
  async #working(caller: Caller, id: SessionId, input: SessionInput): Promise<SessionRow> {
    const session = await this.#needs.policy.session(caller, "session.write", id);
    if (!isLive(session.status)) {
      throw new Problem(
        "session-refused",
        { sessionId: id, sessionStatus: session.status, input },
        `The session is ${session.status}: nothing is running that could receive this. Resume it first.`,
      );
    }
    return session;
  }

  async #launch(session: SessionRow, workspace: WorkspaceRow, placement: Placement): Promise<SessionRow> {
    this.#changed(session);
    const host = this.#hostOf(session);
    const started = await host.start(session, workspace, placement);
    const running = await this.#started(session, started);
    host.admit(session.id);
    this.#changed(running);
    return running;
  }

  async #started(session: SessionRow, { shell, cwd }: Started): Promise<SessionRow> {
    return this.#needs.store.write(async ({ sessions, events }) => {
      const current = await sessions.byId(session.id);
      if (!current) throw new Problem("session-not-found", { sessionId: session.id });
      // Stopped while it was starting: the wish to stop stands, and its exit will follow.
      const to = nextStatus(current.status, "ready") ?? current.status;
      const change: SessionChange = {
        status: to,
        shell: shell ?? null,
        cwd: cwd ?? null,
        updatedAt: this.#needs.now(),
      };
      await sessions.update(session.id, change);
      if (to !== current.status) events.append(session.number, status(to));
      return { ...current, ...change };
    });
  }

  #hostOf({ kind }: SessionRow): SessionHost {
    return this.#needs.kinds[kind].host;
  }

  async #change(session: SessionRow, change: SessionChange): Promise<SessionRow> {
    const stamped = { ...change, updatedAt: this.#needs.now() };
    await this.#needs.store.write(({ sessions }) => sessions.update(session.id, stamped));
    const changed = { ...session, ...stamped };
    this.#changed(changed);
    return changed;
  }

  async #forget(session: SessionRow): Promise<void> {
    await this.#needs.store.write(({ sessions }) => sessions.remove(session.id, this.#needs.now()));
    this.#needs.changes.emit({ type: "removed", ownerId: session.ownerId, id: session.id });
  }

  #changed(session: SessionRow) {
    this.#needs.changes.emit({
      type: "changed",
      ownerId: session.ownerId,
      session: this.#needs.view.of(session),
    });
  }
}
