import type { Buffer } from "node:buffer";
import {
  inputResult,
  type Hello,
  type InputResult,
  type StartCall,
  type Started,
} from "@dispatch/protocol/link";
import type { Adapter, ProgramExit, RunningSession } from "../adapters/adapter.ts";
import { Outbox, type Item } from "../link/outbox.ts";
import { startTicksOf } from "../processes/process-table.ts";
import type { Leader } from "../processes/process-tree.ts";
import type { WriteResult } from "../pty/input-queue.ts";
import { RecentKeys } from "./recent-keys.ts";

/** A leader that has let go of its terminal may still exit by itself; this much longer it may not live on unheard. */
const HANG_UP_GRACE_MS = 1_000;

const inputResultOf: Record<WriteResult, InputResult> = {
  written: inputResult.applied,
  closed: inputResult.gone,
  full: inputResult.full,
};

export type SessionNeeds = {
  readonly adapter: Adapter;
  /** There is something to send, or may be. */
  readonly onReady: (session: Session) => void;
  /** How long it rests after it has handed out so many bytes: others may be waiting for the machine. */
  readonly restAfter: (session: Session, bytes: number) => number;
  /** Ends all processes of the session; asked more than once it is still one ending. */
  readonly endProcesses: (session: Session, graceMs: number) => Promise<void>;
  readonly killGraceMs: number;
};

type State =
  /** Told to end before there was anything to end: done as soon as there is. */
  | { readonly name: "starting"; readonly stopGraceMs?: number }
  | { readonly name: "running"; readonly process: RunningSession; readonly leader: Leader }
  /** The end was asked for: the exit item waits until no process is left. */
  | {
      readonly name: "stopping";
      readonly process: RunningSession;
      readonly leader: Leader;
      readonly ending: Promise<void>;
    }
  | { readonly name: "ended"; readonly leader: Leader | undefined }
  | { readonly name: "dropped"; readonly leader: Leader | undefined };

/** One launch of a session: its process, and what of it the server has not committed yet. */
export class Session {
  readonly id: StartCall["sessionId"];
  readonly launch: number;
  /** Whether the server has spoken of it on the present connection; before that nothing is sent. */
  isSpokenOf = false;
  readonly #needs: SessionNeeds;
  readonly #outbox: Outbox;
  readonly #keys = new RecentKeys();
  #state: State = { name: "starting" };
  #isFull = false;
  #restTimer: NodeJS.Timeout | undefined;

  constructor(call: StartCall, needs: SessionNeeds) {
    this.id = call.sessionId;
    this.launch = call.launch;
    this.#needs = needs;
    this.#outbox = new Outbox({
      offset: call.offset,
      onReady: () => needs.onReady(this),
      onHold: () => {
        this.#isFull = true;
        this.#process?.hold();
      },
      onRelease: () => {
        this.#isFull = false;
        if (!this.#restTimer) this.#process?.release();
      },
    });
  }

  async start(call: StartCall): Promise<void> {
    const process = await this.#needs.adapter(call, {
      onOutput: (bytes) => this.#output(bytes),
      onEvent: (event) => this.#isDropped || this.#outbox.event(event),
      onHangUp: () => this.#hungUp(),
      onExit: (exit) => void this.#exited(exit),
    });
    const leader = { pid: process.pid, startTicks: startTicksOf(process.pid) };
    if (this.#state.name !== "starting") {
      this.#state = { name: "dropped", leader };
      return this.drop();
    }
    const { stopGraceMs } = this.#state;
    this.#state = { name: "running", process, leader };
    if (stopGraceMs !== undefined) this.stop(stopGraceMs);
  }

  /** What a start was answered with; undefined once there is no process. */
  get started(): Started | undefined {
    const process = this.#process;
    return process && { pid: process.pid, shell: process.shell, cwd: process.cwd };
  }

  get leader(): Leader | undefined {
    return this.#state.name === "starting" ? undefined : this.#state.leader;
  }

  get isAlive(): boolean {
    return this.#state.name === "starting" || this.#process !== undefined;
  }

  /** Ended, and everything is committed: nobody needs it any more. */
  get isFinished(): boolean {
    return this.#state.name === "ended" && this.#outbox.isEmpty;
  }

  get end(): number {
    return this.#outbox.end;
  }

  get unsentBytes(): number {
    return this.#outbox.unsentBytes;
  }

  hello(): Hello["sessions"][number] {
    return { id: this.id, launch: this.launch, start: this.#outbox.start, end: this.#outbox.end };
  }

  take(): Item | undefined {
    return this.#outbox.take();
  }

  acknowledge(offset: number) {
    this.#outbox.acknowledge(offset);
  }

  resendFrom(offset: number) {
    this.#outbox.resendFrom(offset);
  }

  input(key: string, body: Buffer, answer: (result: InputResult) => void) {
    const process = this.#process;
    if (!process) return answer(inputResult.gone);
    if (this.#keys.has(key)) return answer(inputResult.applied);
    this.#keys.add(key);
    process.write(body, (result) => {
      if (result !== "written") this.#keys.delete(key);
      answer(inputResultOf[result]);
    });
  }

  resize(cols: number, rows: number) {
    this.#process?.resize(cols, rows);
  }

  interrupt() {
    this.#process?.interrupt();
  }

  /** The exit item follows when no process of the session is left. */
  stop(graceMs: number) {
    if (this.#state.name === "starting") {
      this.#state = { name: "starting", stopGraceMs: graceMs };
      return;
    }
    const ending = this.#needs.endProcesses(this, graceMs);
    if (this.#state.name === "running") this.#state = { ...this.#state, name: "stopping", ending };
  }

  /** Ends it without a word: the server has no such session. */
  drop() {
    this.#state = { name: "dropped", leader: this.leader };
    this.#outbox.discard();
    void this.#needs.endProcesses(this, this.#needs.killGraceMs);
  }

  get #process(): RunningSession | undefined {
    return this.#state.name === "running" || this.#state.name === "stopping"
      ? this.#state.process
      : undefined;
  }

  get #isDropped(): boolean {
    return this.#state.name === "dropped";
  }

  #output(bytes: Buffer) {
    if (this.#isDropped) return;
    this.#outbox.output(bytes);
    const restMs = this.#needs.restAfter(this, bytes.length);
    if (restMs === 0 || this.#restTimer) return;
    this.#process?.hold();
    this.#restTimer = setTimeout(() => {
      this.#restTimer = undefined;
      if (!this.#isFull) this.#process?.release();
    }, restMs);
  }

  async #exited(exit: ProgramExit) {
    const stopped = this.#state.name === "stopping";
    if (this.#state.name === "stopping") await this.#state.ending;
    if (this.#isDropped) return;
    this.#state = { name: "ended", leader: this.leader };
    this.#outbox.exit({ ...exit, stopped });
    // What it left in the background ends with it: an ended session has no processes.
    if (!stopped) void this.#needs.endProcesses(this, this.#needs.killGraceMs);
  }

  #hungUp() {
    setTimeout(() => {
      if (this.isAlive) void this.#needs.endProcesses(this, this.#needs.killGraceMs);
    }, HANG_UP_GRACE_MS);
  }
}
