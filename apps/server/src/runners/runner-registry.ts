import { Hello, LINK_VERSION, LINK_VERSIONS_ACCEPTED, inputResult, itemKind } from "@dispatch/protocol/link";
import { type RunnerId, type SessionId, type UserId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { SessionHold } from "@dispatch/protocol/session";
import type { TerminalSize } from "@dispatch/protocol/terminal";
import type { EventLog } from "../domain/log/event-log.ts";
import type { Logger } from "../domain/logger.ts";
import type { HostedStart, Hosting } from "../domain/session/hosting.ts";
import type { SessionOutcomes } from "../domain/session/session-outcomes.ts";
import type { RunnerRow, SessionRow, Store } from "../domain/store.ts";
import type { StorageHold } from "../domain/storage-hold.ts";
import { LinkServer } from "./link-server.ts";
import type { Item, LiveSession } from "./live-session.ts";
import { runnerIsAlive } from "./process-alive.ts";
import { Recorder } from "./recorder.ts";
import type { RunnerConnection } from "./runner-connection.ts";

/** How long a request waits for a runner that is starting or dialling again. */
const RUNNER_WAIT_MS = 10_000;
/** How often a runner that hung up is looked for among the processes. */
const WATCH_EVERY_MS = 200;
/** A gap shorter than this is not worth telling anyone. */
const HOLD_AFTER_MS = 1_500;
const STOP_GRACE_MS = 3_000;
/** A new runner that ends at once is not started again more often than this. */
const RESPAWN_AFTER_MS = 1_000;

type Needs = {
  readonly store: Store;
  readonly log: EventLog;
  readonly outcomes: () => SessionOutcomes;
  readonly logger: Logger;
  readonly linkPath: string;
  readonly build: string;
  readonly spawn: (runnerId: RunnerId) => Promise<number>;
  readonly now: () => number;
};

type Link = { readonly connection: RunnerConnection; readonly recorder: Recorder; readonly current: boolean };
type Waiter = { resolve: (link: Link) => void; reject: (error: Error) => void; wants: (link: Link) => boolean; timer: NodeJS.Timeout };

/** Knows every runner and every session that may be alive on one; the domain's `Hosting`. */
export class RunnerRegistry implements Hosting, AsyncDisposable {
  readonly #needs: Needs;
  readonly #server: LinkServer;
  readonly #links = new Map<RunnerId, Link>();
  readonly #live = new Map<SessionId, LiveSession>();
  /** Sessions whose start was sent over the present link: their absence from an older hello means nothing. */
  readonly #starting = new Set<SessionId>();
  readonly #waiters = new Set<Waiter>();
  readonly #watched = new Map<RunnerId, NodeJS.Timeout>();
  /** Sessions whose runner died: whatever they left running is ended by the next runner. */
  readonly #toSweep = new Set<SessionId>();
  #spawning: Promise<void> | undefined;
  #respawn: NodeJS.Timeout | undefined;
  #lastSpawnAt = 0;
  #closing = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#server = new LinkServer({
      path: needs.linkPath,
      logger: needs.logger,
      events: {
        hello: (connection, value) => void this.#onHello(connection, value).catch((error: unknown) => this.#failed(connection, error)),
        items: (connection, items) => this.#onItems(connection, items),
        closed: (connection) => this.#onClosed(connection),
      },
    });
  }

  /** Finds what survived the last server, and starts a runner of this build if none did. */
  async start(): Promise<void> {
    const { store } = this.#needs;
    await this.#server.listen();
    const unended = await store.read.sessions.listUnended();
    const runners = await store.read.runners.list();
    for (const session of unended) {
      if (session.status === "pending" || session.runnerId === null) await this.#outcomes.abandoned(session);
      else this.#track(session, session.runnerId, false);
    }
    const alive = runners.filter(runnerIsAlive);
    for (const runner of alive) this.#watch(runner);
    const gone = new Set([...this.#live.values()].map((session) => session.runnerId).filter((id) => !alive.some((runner) => runner.id === id)));
    for (const id of [...gone, ...runners.filter((runner) => !alive.includes(runner)).map((runner) => runner.id)]) await this.#runnerDied(id);
    if (!alive.some((runner) => runner.build === this.#needs.build)) await this.#spawn();
  }

  get ready(): boolean {
    return [...this.#links.values()].some((link) => link.current);
  }

  get liveCount(): number {
    return this.#live.size;
  }

  list() {
    return [...this.#links.entries()].map(([id, { connection, current }]) => ({
      id,
      pid: connection.hello?.pid ?? 0,
      build: connection.hello?.build ?? "",
      hostname: connection.hello?.hostname ?? "",
      startedAt: new Date(connection.hello?.startedAt ?? 0).toISOString(),
      draining: !current,
      sessions: [...this.#live.values()].filter((session) => session.runnerId === id).length,
    }));
  }

  async place(): Promise<RunnerId> {
    const link = await this.#linkWhere((candidate) => candidate.current);
    return link.connection.runnerId as RunnerId;
  }

  async startSession(runnerId: RunnerId, start: HostedStart) {
    const link = await this.#linkWhere((candidate) => candidate.connection.runnerId === runnerId);
    const { number, ownerId, ...rest } = start;
    const offset = this.#needs.log.sourceEnd(number);
    const session: LiveSession = { id: start.sessionId, number, ownerId, runnerId, launch: start.launch, received: offset, admitted: false, early: [] };
    this.#live.set(session.id, session);
    this.#starting.add(session.id);
    try {
      return await link.connection.call("start", { ...rest, offset });
    } catch (error) {
      this.#live.delete(session.id);
      throw error;
    } finally {
      this.#starting.delete(session.id);
    }
  }

  admit(sessionId: SessionId): void {
    const session = this.#live.get(sessionId);
    if (!session || session.admitted) return;
    session.admitted = true;
    const link = this.#links.get(session.runnerId);
    const early = session.early.splice(0);
    if (!link) return; // the link was lost meanwhile: the items come again with the next one
    for (const item of early) link.recorder.record(session, item);
    link.recorder.flush();
  }

  async stop(sessionId: SessionId): Promise<void> {
    const link = this.#linkOf(sessionId);
    if (!link) throw new Problem("runner-unavailable", {});
    await link.connection.call("stop", { sessionId, graceMs: STOP_GRACE_MS });
  }

  async interrupt(sessionId: SessionId): Promise<void> {
    const link = await this.#linkFor(sessionId);
    await link.connection.call("interrupt", { sessionId });
  }

  async resize(sessionId: SessionId, size: TerminalSize): Promise<void> {
    const link = await this.#linkFor(sessionId);
    await link.connection.call("resize", { sessionId, ...size });
  }

  async input(sessionId: SessionId, data: Uint8Array, key: string): Promise<void> {
    const link = this.#linkOf(sessionId) ?? (await this.#linkFor(sessionId));
    const result = await link.connection.input(sessionId, data, key);
    if (result === inputResult.applied) return;
    if (result === inputResult.full) {
      throw new Problem("too-many-requests", { retryAfterSeconds: 1 }, "The program does not read its input and the buffer is full. Try again when it does.");
    }
    throw gone(sessionId);
  }

  ownerOf(sessionId: SessionId): UserId | undefined {
    const session = this.#live.get(sessionId);
    return session?.admitted ? session.ownerId : undefined;
  }

  hold(sessionId: SessionId): SessionHold | undefined {
    return this.#live.get(sessionId)?.hold;
  }

  /** Leaves living sessions to their runner. With none alive the runner goes too. */
  async [Symbol.asyncDispose]() {
    this.#closing = true;
    clearTimeout(this.#respawn);
    for (const timer of this.#watched.values()) clearInterval(timer);
    for (const waiter of this.#waiters) waiter.reject(new Problem("shutting-down", {}));
    await this.#spawning;
    if (this.#live.size === 0) {
      await Promise.allSettled([...this.#links.values()].map(({ connection }) => connection.call("retire", {})));
    }
    await this.#server[Symbol.asyncDispose]();
    for (const { recorder } of this.#links.values()) recorder.close();
  }

  get #outcomes() {
    return this.#needs.outcomes();
  }

  #track(session: SessionRow, runnerId: RunnerId, admitted: boolean): LiveSession {
    const { id, number, ownerId, launch } = session;
    const live: LiveSession = { id, number, ownerId, runnerId, launch, received: this.#needs.log.sourceEnd(number), admitted, early: [] };
    this.#live.set(id, live);
    return live;
  }

  async #onHello(connection: RunnerConnection, value: unknown): Promise<void> {
    const parsed = Hello.safeParse(value);
    if (!parsed.success) return connection.refuse("the hello cannot be read", LINK_VERSIONS_ACCEPTED);
    const hello = parsed.data;
    if (!hello.versions.some((version) => LINK_VERSIONS_ACCEPTED.includes(version))) {
      const speaks = hello.versions.join(", ");
      return connection.refuse(`the runner speaks link version ${speaks}, this server ${LINK_VERSIONS_ACCEPTED.join(", ")}`, LINK_VERSIONS_ACCEPTED);
    }
    const { runnerId } = hello;
    this.#links.get(runnerId)?.connection.close();
    connection.hello = hello;
    const now = this.#needs.now();
    // A full disk must not keep a runner out: the row only helps the next start to find it.
    await this.#needs.store
      .write(({ runners }) => runners.upsert({ id: runnerId, pid: hello.pid, build: hello.build, hostname: hello.hostname, startedAt: hello.startedAt, seenAt: now }))
      .catch((error: unknown) => this.#needs.logger.warn({ error: String(error) }, "runner row not written"));
    const link = this.#makeLink(connection, hello.build === this.#needs.build);
    const resume: { id: SessionId; offset: number }[] = [];
    const drop: SessionId[] = [];
    for (const { id, launch } of hello.sessions) {
      const session = this.#live.get(id);
      if (!session || session.runnerId !== runnerId || session.launch !== launch) {
        drop.push(id);
        continue;
      }
      session.received = this.#needs.log.sourceEnd(session.number);
      session.early = [];
      resume.push({ id, offset: session.received });
    }
    this.#links.set(runnerId, link);
    this.#unwatch(runnerId);
    connection.welcome({ version: LINK_VERSION, build: this.#needs.build, resume, drop });
    this.#needs.logger.info({ runnerId, pid: hello.pid, sessions: resume.length, dropped: drop.length }, "runner connected");
    await this.#reconcile(runnerId, new Set(resume.map(({ id }) => id)));
    if (!link.current) await connection.call("retire", {}).catch(() => undefined);
    for (const waiter of [...this.#waiters]) if (waiter.wants(link)) waiter.resolve(link);
    await this.#sweep(link);
  }

  #makeLink(connection: RunnerConnection, current: boolean): Link {
    const recorder = new Recorder({
      log: this.#needs.log,
      outcomes: this.#outcomes,
      logger: this.#needs.logger,
      ack: (session, offset) => connection.ack(session.id, offset),
      ended: (session) => void this.#live.delete(session.id),
      held: (sessions, hold) => this.#hold(sessions, hold),
    });
    return { connection, recorder, current };
  }

  /** Brings the server's idea of a runner's sessions in line with what the runner says it has. */
  async #reconcile(runnerId: RunnerId, present: ReadonlySet<SessionId>): Promise<void> {
    for (const session of [...this.#live.values()]) {
      if (session.runnerId !== runnerId || this.#starting.has(session.id)) continue;
      if (!present.has(session.id)) {
        await this.#vanished(session, "The runner no longer has this session.");
        continue;
      }
      this.#hold([session], undefined);
      const row = await this.#needs.store.read.sessions.byId(session.id);
      if (!row) continue;
      if (row.status === "preparing") await this.#outcomes.adopted(session.id);
      this.admit(session.id);
      if (row.status === "stopping") await this.stop(session.id).catch(() => undefined);
    }
  }

  #onItems(connection: RunnerConnection, items: readonly Item[]) {
    const link = connection.runnerId && this.#links.get(connection.runnerId);
    if (!link || link.connection !== connection) return connection.close(); // items before a welcome
    for (const item of items) {
      const session = this.#live.get(item.sessionId as SessionId);
      const end = item.offset + item.body.length;
      if (!session || session.launch !== item.launch) {
        // Removed while its last words were on the way: let the runner forget them.
        connection.ack(item.sessionId as SessionId, end);
        continue;
      }
      if (item.offset > session.received) {
        this.#needs.logger.error({ sessionId: session.id, expected: session.received, got: item.offset }, "a hole in a runner's outbox");
        return connection.close();
      }
      if (end <= session.received) continue; // sent again: it is committed or on its way
      const fresh = item.offset === session.received ? item : slice(item, session.received);
      session.received = end;
      if (session.admitted) link.recorder.record(session, fresh);
      else session.early.push(fresh);
    }
    link.recorder.flush();
  }

  #onClosed(connection: RunnerConnection) {
    const runnerId = connection.runnerId;
    const link = runnerId && this.#links.get(runnerId);
    if (!link || link.connection !== connection || !connection.hello) return;
    link.recorder.close();
    this.#links.delete(runnerId);
    for (const session of this.#live.values()) {
      if (session.runnerId === runnerId) session.received = this.#needs.log.sourceEnd(session.number);
    }
    if (!this.#closing) this.#watch({ id: runnerId, pid: connection.hello.pid });
  }

  /** Looks for a runner that is not connected until it is back or certainly dead: its status is never a guess (R12). */
  #watch(runner: Pick<RunnerRow, "id" | "pid">) {
    if (this.#watched.has(runner.id)) return;
    const since = Date.now();
    let told = false;
    const look = () => {
      if (!runnerIsAlive(runner)) {
        this.#unwatch(runner.id);
        void this.#runnerDied(runner.id).catch((error: unknown) => this.#failed(undefined, error));
      } else if (!told && Date.now() - since > HOLD_AFTER_MS) {
        told = true;
        const sessions = [...this.#live.values()].filter((session) => session.runnerId === runner.id);
        this.#hold(sessions, { code: "runner-reconnecting", detail: "The runner is alive but has not reported back yet. Nothing is lost." });
      }
    };
    this.#watched.set(runner.id, setInterval(look, WATCH_EVERY_MS));
    look();
  }

  #unwatch(runnerId: RunnerId) {
    clearInterval(this.#watched.get(runnerId));
    this.#watched.delete(runnerId);
  }

  async #runnerDied(runnerId: RunnerId): Promise<void> {
    if (this.#closing) return;
    this.#needs.logger.warn({ runnerId }, "runner is gone");
    for (const session of [...this.#live.values()]) {
      if (session.runnerId === runnerId) await this.#vanished(session, "The runner that hosted this session died.");
    }
    await this.#needs.store.write(({ runners }) => runners.delete(runnerId)).catch(() => undefined);
    if (!this.ready) await this.#spawn();
    else for (const link of this.#links.values()) if (link.current) await this.#sweep(link);
  }

  async #vanished(session: LiveSession, reason: string): Promise<void> {
    this.#live.delete(session.id);
    this.#toSweep.add(session.id);
    const row = await this.#needs.store.read.sessions.byId(session.id);
    if (row?.status === "preparing" && row.launch === 1) await this.#outcomes.abandoned(row);
    else await this.#outcomes.lost(session.id, reason);
  }

  async #sweep(link: Link): Promise<void> {
    if (this.#toSweep.size === 0) return;
    const sessionIds = [...this.#toSweep];
    try {
      const { ended } = await link.connection.call("sweep", { sessionIds });
      for (const id of sessionIds) this.#toSweep.delete(id);
      if (ended > 0) this.#needs.logger.info({ ended }, "ended processes that a dead runner left behind");
    } catch (error) {
      this.#needs.logger.warn({ error: String(error) }, "sweep failed; the next runner tries again");
    }
  }

  #spawn(): Promise<void> {
    return (this.#spawning ??= this.#spawnSoon().finally(() => (this.#spawning = undefined)));
  }

  async #spawnSoon(): Promise<void> {
    const wait = this.#lastSpawnAt + RESPAWN_AFTER_MS - Date.now();
    if (wait > 0) await new Promise((resolve) => (this.#respawn = setTimeout(resolve, wait)));
    if (this.#closing) return;
    this.#lastSpawnAt = Date.now();
    const id = newId("run");
    try {
      const pid = await this.#needs.spawn(id);
      const now = this.#needs.now();
      await this.#needs.store
        .write(({ runners }) => runners.upsert({ id, pid, build: this.#needs.build, hostname: "", startedAt: now, seenAt: now }))
        .catch(() => undefined);
      this.#watch({ id, pid });
    } catch (error) {
      this.#needs.logger.error({ error: String(error) }, "the runner could not be started");
    }
  }

  #hold(sessions: readonly LiveSession[], hold: StorageHold | Omit<SessionHold, "since"> | undefined) {
    for (const session of sessions) {
      if (session.hold?.code === hold?.code) continue;
      if (hold) session.hold = { ...hold, since: new Date(this.#needs.now()).toISOString() };
      else delete session.hold;
      void this.#outcomes.refreshed(session.id).catch(() => undefined);
    }
  }

  #linkOf(sessionId: SessionId): Link | undefined {
    const session = this.#live.get(sessionId);
    return session && this.#links.get(session.runnerId);
  }

  async #linkFor(sessionId: SessionId): Promise<Link> {
    const session = this.#live.get(sessionId);
    if (!session) throw gone(sessionId);
    return this.#linkWhere((link) => link.connection.runnerId === session.runnerId);
  }

  #linkWhere(wants: (link: Link) => boolean): Promise<Link> {
    for (const link of this.#links.values()) if (wants(link)) return Promise.resolve(link);
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(waiter.timer);
        this.#waiters.delete(waiter);
      };
      const waiter: Waiter = {
        wants,
        resolve: (link) => (done(), resolve(link)),
        reject: (error) => (done(), reject(error)),
        timer: setTimeout(() => waiter.reject(new Problem("runner-unavailable", {}, "No runner is ready. Look at logs/runner.log in the Dispatch home folder.")), RUNNER_WAIT_MS),
      };
      this.#waiters.add(waiter);
    });
  }

  #failed(connection: RunnerConnection | undefined, error: unknown) {
    this.#needs.logger.error({ error: String(error), stack: (error as Error).stack }, "runner bookkeeping failed");
    connection?.close();
  }
}

const gone = (sessionId: SessionId) =>
  new Problem("session-refused", { sessionId, sessionStatus: "ended", input: "prompt" }, "The session has ended: nothing is running that could receive this. Resume it first.");

const slice = (item: Item, from: number): Item =>
  item.kind === itemKind.output ? { ...item, offset: from, body: item.body.subarray(from - item.offset) } : item;
