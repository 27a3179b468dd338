import { setTimeout as sleep } from "node:timers/promises";
import type { EditorCommand } from "@dispatch/protocol/editor";
import { EditorState } from "@dispatch/protocol/editor-state";
import type { NewEvent } from "@dispatch/protocol/events";
import { Problem, type ProblemCode } from "@dispatch/protocol/problems";
import type { EventLog, SessionNumber } from "../log/event-log.ts";
import type { Logger } from "../logger.ts";
import { Turns } from "../turns.ts";
import { DocumentDesk, type Ordered } from "./document-desk.ts";
import type { EditorFiles } from "./editor-files.ts";

const PAGE = { events: 512, bytes: 1024 * 1024 };
/** A program that writes a file many times at once is looked at once. */
const LOOK_AFTER_MS = 100;
/** Commands that may wait for a slow disk; clients have at most 256 on their way. */
const WORK_LIMIT = 2048;
const RETRY_FIRST_MS = 250;
const RETRY_MOST_MS = 30_000;

/** Refusals that concern who asked and nobody else: they are answered, and not told in the log. */
const unsaid: ReadonlySet<ProblemCode> = new Set([
  "editor-behind",
  "editor-conflict",
  "document-not-open",
  "document-unsaved",
  "invalid-request",
  "session-refused",
  "shutting-down",
  "storage-unavailable",
]);

type Needs = {
  readonly number: SessionNumber;
  readonly log: EventLog;
  readonly files: EditorFiles;
  readonly logger: Logger;
  /** Why nothing is taken any more. */
  readonly over: () => Problem;
};

/** The documents of a session as its log has them. */
export async function readState(log: EventLog, session: SessionNumber): Promise<EditorState> {
  const state = new EditorState();
  for (;;) {
    const page = await log.readEvents(session, state.seq, PAGE);
    if (page.length === 0) return state;
    for (const event of page) state.apply(event);
    await new Promise(setImmediate);
  }
}

/**
 * An editor session that is open. Its state is what its log says and nothing more, so it is read from there when it is
 * first needed. Commands on one file are done one after another; each is acknowledged when its event is committed.
 */
export class LiveEditor {
  readonly #needs: Needs;
  readonly #turns = new Turns<string>();
  readonly #atWork = new Set<Promise<unknown>>();
  readonly #end = new AbortController();
  readonly #toLook = new Set<string>();
  /** What was last told of a file that could not be looked at. */
  readonly #told = new Map<string, string>();
  #loading: Promise<{ state: EditorState; desk: DocumentDesk }> | undefined;
  #watchEnd: AbortController | undefined;
  #lookTimer: NodeJS.Timeout | undefined;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async state(): Promise<EditorState> {
    return (await this.#loaded()).state;
  }

  /** Looks at the disk from here on, as long as files are open. */
  async begin(): Promise<void> {
    this.#tendWatch(await this.state());
  }

  /** Opens the file that the session is made for; what stands against it is the caller's to tell. */
  async openFirst(path: string): Promise<void> {
    await (await this.#loaded()).desk.open({ path });
  }

  do(command: EditorCommand, ordered: Ordered): Promise<void> {
    return this.#work(command.path, async () => {
      const { state, desk } = await this.#loaded();
      if (state.hasDone(ordered.key)) return;
      try {
        await desk.do(command, ordered);
      } catch (error) {
        const problem = problemIn(error);
        if (problem && !unsaid.has(problem.code)) await this.#tell(command.path, problem);
        throw error;
      } finally {
        this.#tendWatch(state);
      }
    });
  }

  /** Takes nothing more; resolves when what was begun is done, and nothing more is on its way into the log. */
  async end(): Promise<void> {
    this.#end.abort();
    this.#watchEnd?.abort();
    clearTimeout(this.#lookTimer);
    await Promise.allSettled(this.#atWork);
  }

  #work(path: string, work: () => Promise<void>): Promise<void> {
    if (this.#atWork.size >= WORK_LIMIT)
      return Promise.reject(
        new Problem(
          "too-many-requests",
          { retryAfterSeconds: 1 },
          `${WORK_LIMIT} commands wait in this session already. Send fewer at once.`,
        ),
      );
    const turn = this.#turns.take(path, () =>
      this.#end.signal.aborted ? Promise.reject(this.#needs.over()) : work(),
    );
    this.#atWork.add(turn);
    const leave = () => void this.#atWork.delete(turn);
    turn.then(leave, leave);
    return turn;
  }

  #loaded() {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #load() {
    const { log, number, files } = this.#needs;
    const state = await readState(log, number);
    const append = async (event: NewEvent) => {
      for (const { events } of await log.append([{ session: number, event }]))
        for (const committed of events) state.apply(committed);
    };
    return { state, desk: new DocumentDesk({ state, files, append }) };
  }

  async #tell(path: string, { code, message }: Problem): Promise<void> {
    const { log, number } = this.#needs;
    const event: NewEvent = { channel: "editor:error", payload: { path, code, error: message } };
    await log.append([{ session: number, event }]).catch(() => undefined);
  }

  #tendWatch(state: EditorState) {
    const isWanted = state.documents.length > 0 && !this.#end.signal.aborted;
    if (!isWanted) {
      this.#watchEnd?.abort();
      this.#watchEnd = undefined;
    } else if (!this.#watchEnd) {
      this.#watchEnd = new AbortController();
      void this.#watch(this.#watchEnd.signal);
    }
  }

  /** Watches for as long as it is wanted, also when attendants or runners end meanwhile. */
  async #watch(signal: AbortSignal): Promise<void> {
    for (let pauseMs = RETRY_FIRST_MS; !signal.aborted; pauseMs = Math.min(2 * pauseMs, RETRY_MOST_MS)) {
      try {
        await this.#needs.files.watch((path) => {
          pauseMs = RETRY_FIRST_MS;
          void this.#seen(path);
        }, signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#needs.logger.info(
          { error: String(error) },
          "the watch of an editor session ended; it begins again",
        );
      }
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Something happened to a file, or to a folder that files are in; without a path, to anything. */
  async #seen(path: string | undefined): Promise<void> {
    const state = await this.state().catch(() => undefined);
    for (const { path: open } of state?.documents ?? [])
      if (path === undefined || open === path || open.startsWith(`${path}/`)) this.#toLook.add(open);
    if (this.#toLook.size === 0 || this.#lookTimer || this.#end.signal.aborted) return;
    this.#lookTimer = setTimeout(() => {
      this.#lookTimer = undefined;
      const paths = [...this.#toLook];
      this.#toLook.clear();
      for (const each of paths) void this.#work(each, () => this.#look(each)).catch(() => undefined);
    }, LOOK_AFTER_MS);
    this.#lookTimer.unref();
  }

  async #look(path: string): Promise<void> {
    const { desk } = await this.#loaded();
    try {
      await desk.look(path);
      this.#told.delete(path);
    } catch (error) {
      const problem = problemIn(error);
      if (!problem) {
        this.#needs.logger.error({ err: error }, "a document could not be compared with the disk");
        return;
      }
      if (unsaid.has(problem.code) || this.#told.get(path) === problem.code) return;
      this.#told.set(path, problem.code);
      await this.#tell(path, problem);
    }
  }
}

const problemIn = (error: unknown) => (error instanceof Problem ? (error as Problem) : undefined);
