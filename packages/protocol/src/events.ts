import { z } from "zod";
import { approvalPayloads } from "./agent/approval.ts";
import { TurnOutcome, agentPayloads, MessageId } from "./agent/events.ts";
import { editorPayloads } from "./editor.ts";
import { UserId } from "./ids.ts";
import { SessionOutcome, SessionStatus } from "./session-status.ts";
import { TerminalCols, TerminalRows } from "./terminal.ts";

/** Payloads by channel. `terminal:output` is bytes: binary on a socket, base64 in JSON (see `EventJson`). */
export const jsonPayloads = {
  "terminal:resize": z.object({ cols: TerminalCols, rows: TerminalRows }),
  "terminal:exit": z.object({ exitCode: z.int(), signal: z.string().optional() }),
  "session:status": z.object({
    status: SessionStatus,
    outcome: SessionOutcome.optional(),
    reason: z.string().optional(),
  }),
  "session:error": z.object({ code: z.string(), error: z.string() }),
  /** A task is done, one way or another: once for each turn. */
  "session:completed": z.object({
    summary: z.string(),
    outcome: TurnOutcome,
    messageIds: z.array(MessageId).optional(),
  }),
  /** From here on somebody else types: who, never what. */
  "session:typist": z.object({ userId: UserId.optional(), name: z.string() }),
  ...approvalPayloads,
  ...agentPayloads,
  ...editorPayloads,
} as const;

export type JsonChannel = keyof typeof jsonPayloads;
export type Channel = JsonChannel | "terminal:output";

/** The protocol version that brought each channel. A channel without a row here does not compile. */
export const introducedIn: { readonly [C in Channel]: number } = {
  "terminal:output": 1,
  "terminal:resize": 1,
  "terminal:exit": 1,
  "session:status": 1,
  "session:error": 1,
  "session:typist": 1,
  "session:completed": 1,
  "session:waiting_for_input": 1,
  "session:answered": 1,
  "agent:message": 1,
  "agent:output": 1,
  "agent:tool_use": 1,
  "agent:tool_output": 1,
  "agent:tool_result": 1,
  "agent:plan": 1,
  "agent:usage": 1,
  "agent:commands": 1,
  "agent:mode": 1,
  "agent:turn": 1,
  "agent:notice": 1,
  "agent:snapshot": 1,
  "agent:queued": 1,
  "agent:unqueued": 1,
  "editor:opened": 1,
  "editor:changed": 1,
  "editor:saved": 1,
  "editor:error": 1,
  "editor:closed": 1,
};

type Numbered = { readonly seq: number; readonly at: number };

/** An event as it is stored and as a socket carries it: a union that narrows by `channel`. */
export type SessionEvent =
  | (Numbered & { readonly channel: "terminal:output"; readonly payload: Uint8Array })
  | {
      [C in JsonChannel]: Numbered & {
        readonly channel: C;
        readonly payload: z.infer<(typeof jsonPayloads)[C]>;
      };
    }[JsonChannel];

/** What is given to the log: everything but the number and the time, which the log assigns. */
export type NewEvent = SessionEvent extends infer E
  ? E extends SessionEvent
    ? Omit<E, "seq" | "at">
    : never
  : never;

const numbered = { runId: z.string(), seq: z.int().min(1), at: z.number() };
const jsonEvent = <C extends JsonChannel>(channel: C) =>
  z.object({
    ...numbered,
    channel: z.literal(channel),
    payload: jsonPayloads[channel],
  });

/** An event in JSON pages, SSE and the jsonl export; `encoding` is there only where the payload is bytes. */
export const EventJson = z.discriminatedUnion("channel", [
  z.object({
    ...numbered,
    channel: z.literal("terminal:output"),
    encoding: z.literal("base64"),
    payload: z.string(),
  }),
  jsonEvent("terminal:resize"),
  jsonEvent("terminal:exit"),
  jsonEvent("session:status"),
  jsonEvent("session:error"),
  jsonEvent("session:typist"),
  jsonEvent("session:completed"),
  jsonEvent("session:waiting_for_input"),
  jsonEvent("session:answered"),
  jsonEvent("agent:message"),
  jsonEvent("agent:output"),
  jsonEvent("agent:tool_use"),
  jsonEvent("agent:tool_output"),
  jsonEvent("agent:tool_result"),
  jsonEvent("agent:plan"),
  jsonEvent("agent:usage"),
  jsonEvent("agent:commands"),
  jsonEvent("agent:mode"),
  jsonEvent("agent:turn"),
  jsonEvent("agent:notice"),
  jsonEvent("agent:snapshot"),
  jsonEvent("agent:queued"),
  jsonEvent("agent:unqueued"),
  jsonEvent("editor:opened"),
  jsonEvent("editor:changed"),
  jsonEvent("editor:saved"),
  jsonEvent("editor:error"),
  jsonEvent("editor:closed"),
]);
export type EventJson = z.infer<typeof EventJson>;
