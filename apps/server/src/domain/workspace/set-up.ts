import { Problem } from "@dispatch/protocol/problems";
import { CHECK_SECONDS_BY_DEFAULT, type SetUpFile, linesOf, portCount } from "@dispatch/protocol/set-up";
import type { SessionId } from "@dispatch/protocol/ids";
import type { Attendants } from "../attendants.ts";
import type { Logger } from "../logger.ts";
import type { SessionRow, SetUpRow, Store, WorkspaceRow } from "../store.ts";
import type { Carrying } from "./carrying.ts";
import type { PortAllocator } from "./port-allocator.ts";
import { type ScriptedSessions, howItEnded } from "./scripted-sessions.ts";
import type { Services } from "./services.ts";
import { changeSetUp, setUpOf } from "./set-up-state.ts";
import type { WorkspaceNewsroom } from "./workspace-newsroom.ts";
import type { WorkspaceService } from "./workspace.service.ts";

/** What is lost with its runner is begun again so often; then it is said that it was lost. */
const ATTEMPTS = 3;

type Needs = {
  readonly store: Store;
  readonly attendants: Attendants;
  readonly workspaces: WorkspaceService;
  readonly newsroom: WorkspaceNewsroom;
  readonly carrying: Carrying;
  readonly ports: PortAllocator;
  readonly scripts: ScriptedSessions;
  readonly services: Services;
  readonly logger: Logger;
};

/** Why an abort is one: what was begun is wanted no more. Otherwise the server goes, and finds it again. */
export class NotWanted extends Error {}

/**
 * Makes a workspace whose files are there ready to run, as its set-up file says: carries files over, gives it ports, runs
 * the set-up in a terminal and proves that it is ready. What it has come to is written down before it goes on, so that
 * the next server follows the same terminal.
 */
export class SetUp {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Rejects with what it failed with, which is written down then. */
  async run(row: WorkspaceRow, signal: AbortSignal): Promise<void> {
    const { store, newsroom, logger } = this.#needs;
    if ((await setUpOf(store, row.id)).state === "left-out") return;
    try {
      await this.#insist(row, signal);
      await changeSetUp(store, row.id, { state: "done", failure: null });
    } catch (error) {
      if (signal.aborted) throw error;
      const { code, message: detail } = asProblem(error);
      if (code === "internal") logger.error({ err: error, workspaceId: row.id }, "a set-up broke");
      await changeSetUp(store, row.id, { state: "failed", failure: { code, detail } });
      throw error;
    } finally {
      newsroom.progress(row.id, undefined);
    }
  }

  /** A runner that dies takes what worked in the workspace with it, and is replaced: the step it was at is begun anew. */
  async #insist(row: WorkspaceRow, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#steps(row, signal);
      } catch (error) {
        const isAway = error instanceof Problem && (error as Problem).code === "runner-unavailable";
        if (!isAway || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async #steps(row: WorkspaceRow, signal: AbortSignal): Promise<void> {
    const { store, attendants, workspaces, newsroom, carrying, ports } = this.#needs;
    const before = await setUpOf(store, row.id);
    let { file } = before;
    if (before.sessionId === null) {
      const place = await workspaces.placeOf(row);
      file = (await attendants.ask(place, "set-up.read", {}, { signal })).file ?? null;
      newsroom.progress(row.id, { step: "Carrying files over" });
      const notes = await carrying.carry(row, before, file?.carry ?? [], signal);
      await changeSetUp(store, row.id, { state: "running", file, notes });
    }
    if (!file) return;
    if (file.ports !== undefined) await ports.ensure(row.id, portCount(file));
    const { check } = file;
    const lines = [...linesOf(file.setup), ...(typeof check === "string" ? [check] : [])];
    if (lines.length > 0) await this.#runLines(row, file, lines, signal);
    if (typeof check === "object") await this.#askPort(row, file, check, signal);
  }

  /** In a terminal, to its end: the one that was begun, where there is one. */
  async #runLines(
    row: WorkspaceRow,
    file: SetUpFile,
    lines: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const ended = await this.#follow(row, await this.#begin(row, file, lines), signal);
      if (ended?.outcome === "completed") return;
      if (ended?.outcome !== "lost" || attempt === ATTEMPTS) throw failed("The set-up", ended);
      await changeSetUp(this.#needs.store, row.id, { sessionId: null });
    }
  }

  async #begin(row: WorkspaceRow, file: SetUpFile, lines: readonly string[]): Promise<SessionId> {
    const { store, scripts, newsroom } = this.#needs;
    const { sessionId, runs } = await setUpOf(store, row.id);
    // With the number of those that ended for a key: one that was begun and not written down is found again.
    const script = { title: "Set-up", lines, env: file.env ?? {}, key: `set-up ${row.id} ${runs}` };
    const id = sessionId ?? (await scripts.start(row, script)).id;
    await changeSetUp(store, row.id, { state: "running", sessionId: id });
    newsroom.progress(row.id, { step: "Set-up", sessionId: id });
    const current = await store.read.workspaces.byId(row.id, row.ownerId);
    if (current) await newsroom.changed(current);
    return id;
  }

  async #follow(row: WorkspaceRow, id: SessionId, signal: AbortSignal): Promise<SessionRow | undefined> {
    const { store, scripts } = this.#needs;
    const over = (change: Partial<SetUpRow>) =>
      changeSetUp(store, row.id, ({ runs }) => ({ runs: runs + 1, ...change }));
    try {
      const ended = await scripts.ended(id, signal);
      await over({});
      return ended;
    } catch (error) {
      if (signal.reason instanceof NotWanted) {
        await scripts.stop(id);
        await over({ sessionId: null });
      }
      throw error;
    }
  }

  /** Has the service of that port started, if one is said to serve there, and waits for an answer. */
  async #askPort(
    row: WorkspaceRow,
    file: SetUpFile,
    check: Exclude<SetUpFile["check"], string | undefined>,
    signal: AbortSignal,
  ): Promise<void> {
    const { services, scripts, attendants, workspaces, newsroom } = this.#needs;
    const port = await services.portOf(row, file, check.port);
    if (port === undefined) throw new Error("a check of no port was let through");
    const { path = "/", seconds = CHECK_SECONDS_BY_DEFAULT } = check;
    const service = file.services?.find((one) => one.port === check.port);
    const session = service && (await services.begin(row, file, service));
    const where = `http://127.0.0.1:${port}${path}`;
    newsroom.progress(row.id, {
      step: "Check",
      detail: where,
      ...(session && { sessionId: session.id }),
    });
    const over = new AbortController();
    const both = AbortSignal.any([signal, over.signal]);
    try {
      const place = await workspaces.placeOf(row);
      const asked = attendants.ask(place, "set-up.ask-port", { port, path, seconds }, { signal: both });
      const gone = session && scripts.ended(session.id, both).then((ended) => ({ ended }));
      const first = await Promise.race([asked, ...(gone ? [gone] : [])]);
      if ("ended" in first)
        throw failed(`The service "${service?.name}", which is to answer at ${where},`, first.ended);
      if (!first.isAnswered)
        throw new Problem(
          "set-up-failed",
          {},
          `Nothing answered well at ${where} within ${seconds} seconds: ${first.last}. ${ADVICE}`,
        );
    } finally {
      // Proved to start, it is started again by who needs it. A server that goes leaves it to the next.
      if (session && (!signal.aborted || signal.reason instanceof NotWanted)) await scripts.stop(session.id);
      over.abort();
    }
  }
}

const ADVICE = "The terminal shows what happened; mend it and try again, or use the workspace as it is.";

const failed = (what: string, session: SessionRow | undefined) =>
  new Problem("set-up-failed", {}, `${what} ${howItEnded(session)}. ${ADVICE}`);

const asProblem = (error: unknown): { code: string; message: string } =>
  error instanceof Problem
    ? error
    : { code: "internal", message: "Something went wrong inside Dispatch; the server's log says what." };
