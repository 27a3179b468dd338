import type { Buffer } from "node:buffer";
import type { EventItem, StartCall } from "@dispatch/protocol/link";
import type { WriteResult } from "../pty/input-queue.ts";
import type { PtyExit } from "../pty/pty.ts";

/** What the runner asks of a kind of session, and nothing that only one kind knows. */
export type RunningSession = {
  readonly pid: number;
  /** The program that runs and the folder it was started in. */
  readonly shell: string;
  readonly cwd: string;
  write(bytes: Buffer, done: (result: WriteResult) => void): void;
  resize(cols: number, rows: number): void;
  interrupt(): void;
  /** The outbox is full: let the process wait at its next output. */
  hold(): void;
  release(): void;
};

/** How a program ended and, where it was not its own doing, why. */
export type ProgramExit = PtyExit & { readonly reason?: string };

export type AdapterEvents = {
  /** `bytes` is overwritten after the call. */
  readonly onOutput: (bytes: Buffer) => void;
  readonly onEvent: (event: EventItem) => void;
  /** The process lives on but can neither be heard nor told anything. */
  readonly onHangUp: () => void;
  /** The last call; everything was handed out. */
  readonly onExit: (exit: ProgramExit) => void;
};

/** Starts sessions of one kind, or throws a `Refusal`. */
export type Adapter<C extends StartCall = StartCall> = (
  call: C,
  events: AdapterEvents,
) => Promise<RunningSession>;
