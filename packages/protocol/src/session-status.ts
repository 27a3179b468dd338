import { z } from "zod";

export const SessionStatus = z.enum([
  "pending",
  "preparing",
  "running",
  "waiting_for_input",
  "idle",
  "stopping",
  "ended",
]);
export type SessionStatus = z.infer<typeof SessionStatus>;

export const SessionOutcome = z.enum(["completed", "stopped", "failed", "lost"]);
export type SessionOutcome = z.infer<typeof SessionOutcome>;

export const sessionInputs = [
  "assign",
  "ready",
  "ask",
  "answer",
  "rest",
  "prompt",
  "stop",
  "exit",
  "lose",
  "resume",
] as const;
export type SessionInput = (typeof sessionInputs)[number];

/** One row per status, one cell per input it accepts. An empty cell is a refusal, never a silent no-op. */
export const statusTable: Record<SessionStatus, Partial<Record<SessionInput, SessionStatus>>> = {
  pending: { assign: "preparing", stop: "ended" },
  preparing: { ready: "running", stop: "stopping", exit: "ended", lose: "ended" },
  running: { ask: "waiting_for_input", rest: "idle", stop: "stopping", exit: "ended", lose: "ended" },
  waiting_for_input: { answer: "running", stop: "stopping", exit: "ended", lose: "ended" },
  idle: { prompt: "running", stop: "stopping", exit: "ended", lose: "ended" },
  stopping: { exit: "ended", lose: "ended" },
  ended: { resume: "pending" },
};

export const nextStatus = (status: SessionStatus, input: SessionInput): SessionStatus | undefined =>
  statusTable[status][input];
