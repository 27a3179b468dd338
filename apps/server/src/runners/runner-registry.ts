import {
  type CallParams,
  type StartCall,
  LINK_VERSION,
  LINK_VERSIONS_ACCEPTED,
  inputResult,
} from "@dispatch/protocol/link";
import { type RunnerId, type SessionId, type UserId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { ContainerSource, IsolationReport } from "@dispatch/protocol/isolation";
import type { SessionHold, SessionKind, SessionRunner } from "@dispatch/protocol/session";
import type { TerminalSize } from "@dispatch/protocol/terminal";
import type { EventLog } from "../domain/log/event-log.ts";
import type { Logger } from "../domain/logger.ts";
import type { HostedStart, Hosting } from "../domain/session/hosting.ts";
import type { SessionOutcomes } from "../domain/session/session-outcomes.ts";
import type { Store } from "../domain/store.ts";
import type { LinkListener } from "./link-listener.ts";
import type { Item, LiveSession } from "./live-session.ts";
import { type Link, Links } from "./links.ts";
import { LiveSessions } from "./live-sessions.ts";
import { readHello } from "./read-hello.ts";
import { Recorder } from "./recorder.ts";
import { type Pipe, type PipeEvents, RunnerConnection } from "./runner-connection.ts";
import { RunnerSpawner } from "./runner-spawner.ts";
import { RunnerWatch } from "./runner-watch.ts";
import { Sweeper } from "./sweeper.ts";

const STOP_GRACE_MS = 3_000;
/** How long to wait before the end of a session is written again that storage refused. */
const RETRY_MS = 500;
/** However many pages are used, so often at most runners hear of it. */
const PAGE_USED_EVERY_MS = 500;

type Needs = {
  readonly store: Store;
  readonly log: EventLog;
  /** Undefined while the log has room for a flood; else it comes when there is again. */
  readonly room: () => Promise<void> | undefined;
  readonly outcomes: () => SessionOutcomes;
  readonly logger: Logger;
  readonly listener: LinkListener;
  readonly build: string;
  /** What containers would be made from, where sessions are to have them: then runners try that too. */
  readonly container?: ContainerSource;
  /** A session is heard of again: what it could not be told can be told now. */
  readonly returned: (id: SessionId) => void;
  readonly spawn: (runnerId: RunnerId) => Promise<number>;
  /** Whether a runner's process exists; asked only of runners that are not connected. */
  readonly isAlive: (runner: { id: RunnerId; pid: number }) => boolean;
  readonly now: () => number;
};

/** Knows every runner and every session that may be alive on one; the domain's `Hosting`. */
export class RunnerRegistry implements Hosting, AsyncDisposable {
  readonly #needs: Needs;
  readonly #live: LiveSessions;
  readonly #links = new Links();
  readonly #hostnames = new Map<RunnerId, string>();
  /** Sessions whose start was sent over the present link: their absence from an older hello means nothing. */
  readonly #starting = new Set<SessionId>();
  readonly #watch: RunnerWatch;
  readonly #spawner: RunnerSpawner;
  readonly #sweeper: Sweeper;
  /** Until the sessions of the last server are read, nobody can say that one has ended. */
  readonly #loaded = Promise.withResolvers<void>();
  #pageUsedToldAt = -Infinity;
  #closing = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#sweeper = new Sweeper(needs.logger);
    this.#live = new LiveSessions({
      log: needs.log,
      now: needs.now,
      holdChanged: (id) => void this.#outcomes.refreshed(id).catch(() => undefined),
    });
    this.#watch = new RunnerWatch({
      isAlive: needs.isAlive,
      dead: (id) => void this.#runnerDied(id).catch((error: unknown) => this.#failed(undefined, error)),
      slow: (id) =>
        this.#live.hold(this.#live.on(id), {
          code: "runner-reconnecting",
          detail: "The runner is alive but has not reported back yet. Nothing is lost.",
        }),
    });
    this.#spawner = new RunnerSpawner({
      spawn: needs.spawn,
      spawned: (id, pid) => this.#spawned(id, pid),
      failed: (error) => needs.logger.error({ error: String(error) }, "the runner could not be started"),
    });
  }

  /** Finds what survived the last server, and starts a runner of this build if none did. */
  async start(): Promise<void> {
    const { store, listener, logger, build } = this.#needs;
    const unended = await store.read.sessions.listUnended("terminal", "agent");
    const runners = await store.read.runners.list();
    for (const { id, hostname } of runners) this.#hostnames.set(id, hostname);
    for (const session of unended) {
      // What sleeps has no process that could be anywhere.
      if (session.agent?.sleep === "asleep") continue;
      if (session.status === "pending" || session.runnerId === null) await this.#outcomes.abandoned(session);
      else this.#live.add({ ...session, runnerId: session.runnerId });
    }
    this.#loaded.resolve();
    await listener.listen((stream) => {
      new RunnerConnection(
        stream,
        {
          hello: (connection, value) =>
            void this.#onHello(connection, value).catch((error: unknown) => this.#failed(connection, error)),
          items: (connection, items) => this.#onItems(connection, items),
          closed: (connection) => this.#onClosed(connection),
          room: () => this.#needs.room(),
        },
        logger,
      );
    });
    const alive = runners.filter((runner) => this.#needs.isAlive(runner));
    for (const runner of alive) this.#watch.begin(runner);
    const known = new Set([...this.#live.runnerIds(), ...runners.map(({ id }) => id)]);
    for (const id of known) if (!alive.some((runner) => runner.id === id)) await this.#runnerDied(id);
    if (!alive.some((runner) => runner.build === build)) this.#spawner.spawn(newId("run"));
  }

  get ready(): boolean {
    return this.#links.current().length > 0;
  }

  get liveCount(): number {
    return this.#live.size;
  }

  list() {
    return this.#links.all().map(([id, { connection, current, isolation }]) => ({
      id,
      pid: connection.hello?.pid ?? 0,
      build: connection.hello?.build ?? "",
      hostname: connection.hello?.hostname ?? "",
      startedAt: new Date(connection.hello?.startedAt ?? 0).toISOString(),
      draining: !current,
      ...(isolation && { isolation }),
      sessions: this.#live.on(id).length,
    }));
  }

  async place(): Promise<RunnerId> {
    const link = await this.#links.where((candidate) => candidate.current);
    return link.connection.runnerId as RunnerId;
  }

  async isolation(runnerId: RunnerId, { again = false } = {}): Promise<IsolationReport> {
    const link = await this.#links.where((candidate) => candidate.connection.runnerId === runnerId);
    if (link.isolation && !again) return link.isolation;
    const { container } = this.#needs;
    link.isolation = await link.connection.call("isolation", { ...(container && { container }) });
    return link.isolation;
  }

  async startSession(runnerId: RunnerId, start: HostedStart) {
    const link = await this.#links.where((candidate) => candidate.connection.runnerId === runnerId);
    const { number, ownerId, ...rest } = start;
    const { id, received: offset } = this.#live.add({
      id: start.sessionId,
      number,
      ownerId,
      kind: start.kind,
      runnerId,
      launch: start.launch,
    });
    this.#starting.add(id);
    try {
      const call: StartCall = {
        ...rest,
        shown: [...rest.shown],
        variables: { ...rest.variables },
        offset,
      };
      return await link.connection.call("start", call);
    } catch (error) {
      // It may have started although nobody heard of it: what is not wanted must not run.
      await this.discard(id).catch(() => undefined);
      throw error;
    } finally {
      this.#starting.delete(id);
    }
  }

  async attend(
    runnerId: RunnerId,
    wish: Omit<CallParams<"attend">, "pipe">,
    events: PipeEvents,
  ): Promise<Pipe> {
    const link = await this.#links.where((candidate) => candidate.connection.runnerId === runnerId);
    return link.connection.attend(wish, events);
  }

  admit(sessionId: SessionId): void {
    const session = this.#live.get(sessionId);
    if (!session || session.admitted) return;
    session.admitted = true;
    const early = session.early.splice(0);
    const link = this.#links.get(session.runnerId);
    if (!link) return; // the link was lost meanwhile: the items come again with the next one
    for (const item of early) link.recorder.record(session, item);
    link.recorder.flush();
  }

  async stop(sessionId: SessionId): Promise<void> {
    const link = this.#linkOf(sessionId);
    if (!link) throw new Problem("runner-unavailable", {});
    await link.connection.call("stop", { sessionId, graceMs: STOP_GRACE_MS });
  }

  async discard(sessionId: SessionId): Promise<void> {
    const link = this.#linkOf(sessionId);
    // A runner that is away is told with its next hello, since the session is unknown then.
    this.#live.delete(sessionId);
    await link?.connection.call("stop", { sessionId, graceMs: STOP_GRACE_MS });
  }

  async interrupt(sessionId: SessionId): Promise<void> {
    await (await this.#linkFor(sessionId)).connection.call("interrupt", { sessionId });
  }

  async resize(sessionId: SessionId, size: TerminalSize): Promise<void> {
    await (await this.#linkFor(sessionId)).connection.call("resize", { sessionId, ...size });
  }

  async input(sessionId: SessionId, data: Uint8Array, key: string): Promise<void> {
    const link = this.#linkOf(sessionId) ?? (await this.#linkFor(sessionId));
    const result = await link.connection.input(sessionId, data, key);
    if (result === inputResult.full) {
      throw new Problem(
        "too-many-requests",
        { retryAfterSeconds: 1 },
        "The program does not read its input and the buffer is full. Try again when it does.",
      );
    }
    if (result === inputResult.gone) throw gone(sessionId);
  }

  /** Somebody typed, pointed or scrolled in a page. An older runner does not know of this, and floods as it always did. */
  pageUsed(): void {
    const now = this.#needs.now();
    if (Math.abs(now - this.#pageUsedToldAt) < PAGE_USED_EVERY_MS) return;
    this.#pageUsedToldAt = now;
    for (const { connection } of this.#links.current()) connection.pageUsed();
  }

  ownerOf(sessionId: SessionId, kind: SessionKind): UserId | undefined {
    const session = this.#live.get(sessionId);
    return session?.admitted && session.kind === kind ? session.ownerId : undefined;
  }

  hold(sessionId: SessionId): SessionHold | undefined {
    return this.#live.get(sessionId)?.hold;
  }

  runnerOf(sessionId: SessionId): SessionRunner | undefined {
    const session = this.#live.get(sessionId);
    return session && { id: session.runnerId, name: this.#hostnames.get(session.runnerId) ?? "" };
  }

  /** Why storage refuses what sessions produce; undefined while it takes everything. */
  get storageHold(): string | undefined {
    return this.#live.storageHold?.detail;
  }

  /** Leaves living sessions to their runner. With none alive the runner goes too. */
  async [Symbol.asyncDispose]() {
    this.#closing = true;
    this.#watch[Symbol.dispose]();
    await this.#spawner[Symbol.asyncDispose]();
    if (this.#live.size === 0) {
      await Promise.allSettled(this.#links.all().map(([, { connection }]) => connection.call("retire", {})));
    }
    this.#links[Symbol.dispose]();
    await this.#needs.listener[Symbol.asyncDispose]();
  }

  get #outcomes() {
    return this.#needs.outcomes();
  }

  async #onHello(connection: RunnerConnection, value: unknown): Promise<void> {
    const read = readHello(value);
    if ("refusal" in read) return connection.refuse(read.refusal, LINK_VERSIONS_ACCEPTED);
    const { hello } = read;
    const { runnerId } = hello;
    this.#drop(runnerId);
    // A commit of the last link that is still on its way would otherwise come again over this one.
    await this.#links.settled(runnerId);
    connection.hello = hello;
    this.#hostnames.set(runnerId, hello.hostname);
    const link = this.#makeLink(connection, hello.build === this.#needs.build);
    const { resume, drop } = this.#live.answer(hello);
    this.#links.add(runnerId, link);
    this.#watch.end(runnerId);
    connection.welcome({ version: LINK_VERSION, build: this.#needs.build, resume, drop });
    this.#needs.logger.info(
      { runnerId, pid: hello.pid, sessions: resume.length, dropped: drop.length },
      "runner connected",
    );
    await this.#remember({
      id: runnerId,
      pid: hello.pid,
      build: hello.build,
      hostname: hello.hostname,
      startedAt: hello.startedAt,
    });
    await this.#reconcile(runnerId, new Set(resume.map(({ id }) => id)));
    if (!link.current) await connection.call("retire", {}).catch(() => undefined);
    this.#links.offer(link);
    // Asked before anybody waits for it; a runner that is cut off meanwhile is asked again with the first session.
    if (link.current) void this.isolation(runnerId).catch(() => undefined);
    await this.#sweeper.sweepBy(link);
  }

  #makeLink(connection: RunnerConnection, current: boolean): Link {
    const recorder = new Recorder({
      log: this.#needs.log,
      outcomes: this.#outcomes,
      ack: (session, offset) => connection.ack(session.id, offset),
      ended: (session) => this.#live.delete(session.id),
      held: (sessions, hold) => this.#live.hold(sessions, hold),
      failed: (error) => this.#failed(connection, error),
    });
    return { connection, recorder, current };
  }

  /** Brings the server's idea of a runner's sessions in line with what the runner says it has. */
  async #reconcile(runnerId: RunnerId, present: ReadonlySet<SessionId>): Promise<void> {
    for (const session of this.#live.on(runnerId)) {
      if (this.#starting.has(session.id)) continue;
      if (!present.has(session.id)) {
        await this.#vanished(session, "The runner no longer has this session.");
        continue;
      }
      this.#live.hold([session], undefined);
      const row = await this.#needs.store.read.sessions.byId(session.id);
      if (!row) continue;
      if (row.status === "preparing") await this.#outcomes.adopted(session.id);
      this.admit(session.id);
      this.#needs.returned(session.id);
      if (row.status === "stopping" || row.agent?.sleep === "falling")
        await this.stop(session.id).catch(() => undefined);
    }
  }

  #onItems(connection: RunnerConnection, items: readonly Item[]) {
    const link = connection.runnerId && this.#links.get(connection.runnerId);
    if (!link || link.connection !== connection) return connection.close(); // items before a welcome
    for (const item of items) {
      const intake = this.#live.take(item);
      if (intake.verdict === "fresh") {
        link.recorder.record(intake.session, intake.item);
      } else if (intake.verdict === "orphan") {
        // Removed while its last words were on the way: let the runner forget them.
        connection.ack(item.sessionId as SessionId, item.offset + item.body.length);
      } else if (intake.verdict === "hole") {
        this.#needs.logger.error(
          { sessionId: item.sessionId, offset: item.offset },
          "a hole in a runner's outbox",
        );
        return connection.close();
      }
    }
    link.recorder.flush();
  }

  #onClosed(connection: RunnerConnection) {
    const { runnerId, hello } = connection;
    const link = runnerId && this.#links.get(runnerId);
    if (!hello || !link || link.connection !== connection) return;
    this.#links.remove(hello.runnerId);
    for (const session of this.#live.on(hello.runnerId)) this.#live.rewind(session);
    if (!this.#closing) this.#watch.begin({ id: hello.runnerId, pid: hello.pid });
  }

  /** Ends a link that a newer one of the same runner takes the place of. */
  #drop(runnerId: RunnerId) {
    const link = this.#links.get(runnerId);
    this.#links.remove(runnerId);
    link?.connection.close();
  }

  async #runnerDied(runnerId: RunnerId): Promise<void> {
    if (this.#closing) return;
    this.#needs.logger.warn({ runnerId }, "runner is gone");
    this.#hostnames.delete(runnerId);
    if (!this.ready) this.#spawner.spawn(newId("run"));
    for (const session of this.#live.on(runnerId))
      await this.#vanished(session, "The runner that hosted this session died.");
    await this.#needs.store.write(({ runners }) => runners.delete(runnerId)).catch(() => undefined);
    for (const link of this.#links.current()) await this.#sweeper.sweepBy(link);
  }

  async #vanished(session: LiveSession, reason: string): Promise<void> {
    this.#live.delete(session.id);
    this.#sweeper.add(session.id);
    const row = await this.#needs.store.read.sessions.byId(session.id);
    const isUnseen = row?.status === "preparing" && row.launch === 1;
    for (;;) {
      try {
        return await (isUnseen ? this.#outcomes.abandoned(row) : this.#outcomes.lost(session.id, reason));
      } catch (error) {
        // A full disk: the session's end is written as soon as it can be, or found by the next start.
        if (!(error instanceof Problem) || error.code !== "storage-unavailable" || this.#closing) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  async #spawned(id: RunnerId, pid: number): Promise<void> {
    if (!this.#links.get(id)) this.#watch.begin({ id, pid });
    await this.#remember({ id, pid, build: this.#needs.build, hostname: "", startedAt: this.#needs.now() });
  }

  /** The row only helps the next start to find the runner: a full disk must not keep one out. */
  async #remember(runner: {
    id: RunnerId;
    pid: number;
    build: string;
    hostname: string;
    startedAt: number;
  }): Promise<void> {
    await this.#needs.store
      .write(({ runners }) => runners.upsert({ ...runner, seenAt: this.#needs.now() }))
      .catch((error: unknown) => this.#needs.logger.warn({ error: String(error) }, "runner row not written"));
  }

  #linkOf(sessionId: SessionId): Link | undefined {
    const session = this.#live.get(sessionId);
    return session && this.#links.get(session.runnerId);
  }

  async #linkFor(sessionId: SessionId): Promise<Link> {
    await this.#loaded.promise;
    const session = this.#live.get(sessionId);
    if (!session) throw gone(sessionId);
    return this.#links.where((link) => link.connection.runnerId === session.runnerId);
  }

  #failed(connection: RunnerConnection | undefined, error: unknown) {
    this.#needs.logger.error(
      { error: String(error), stack: (error as Error).stack },
      "runner bookkeeping failed",
    );
    connection?.close();
  }
}

const gone = (sessionId: SessionId) =>
  new Problem(
    "session-refused",
    { sessionId, sessionStatus: "ended", input: "prompt" },
    "The session has ended: nothing is running that could receive this. Resume it first.",
  );
