import { z } from "zod";
import { DriverItem, DriverWish } from "./agent/driving.ts";
import { RunnerId, SessionId } from "./ids.ts";
import { ContainerSource, IsolationReport, SessionIsolation } from "./isolation.ts";
import { TerminalCols, TerminalOptions, TerminalRows } from "./terminal.ts";

/**
 * What server and runner say to each other. The runner dials; frames are
 * `u32 length | u8 type | body`, big-endian, where `length` counts type and body.
 * `docs/protocol.md` describes the conversation; `link-frames.ts` reads and writes the bytes.
 */
export const LINK_VERSION = 1;
export const LINK_VERSIONS_ACCEPTED = [1];

/** A frame larger than this ends the connection: nothing legitimate comes near it. */
export const FRAME_LIMIT_BYTES = 8 * 1024 * 1024;
/** The most a runner sends of one session before an ack: what a server crash can make it send twice. */
export const IN_FLIGHT_LIMIT_BYTES = 1024 * 1024;
/** Above this much unacknowledged output the process is held by its own terminal, never cut. */
export const PAUSE_ABOVE_BYTES = 4 * 1024 * 1024;
/** Below this much it is let go on. */
export const RESUME_BELOW_BYTES = 2 * 1024 * 1024;
/** The largest piece of terminal output in one item, and so in one event. */
export const ITEM_LIMIT_BYTES = 64 * 1024;

/** One live session in a runner's hello: what it still holds and how far its outbox reaches. */
export const HelloSession = z.object({
  id: SessionId,
  launch: z.int().min(1),
  /** Offset of the oldest item the runner still holds. */
  start: z.int().min(0),
  /** Offset behind its newest item. */
  end: z.int().min(0),
});

export const Hello = z.object({
  versions: z.array(z.int()),
  build: z.string(),
  runnerId: RunnerId,
  pid: z.int(),
  startedAt: z.number(),
  hostname: z.string(),
  platform: z.string(),
  sessions: z.array(HelloSession),
});
export type Hello = z.infer<typeof Hello>;

/** The server's answer. Sessions that are in neither list stay untouched until the server speaks of them. */
export const Welcome = z.object({
  version: z.int(),
  build: z.string(),
  /** Send from this offset on: everything before it is committed. */
  resume: z.array(z.object({ id: SessionId, offset: z.int().min(0) })),
  /** End these and forget them: the server has no such live session. */
  drop: z.array(SessionId),
});
export type Welcome = z.infer<typeof Welcome>;

export const Refused = z.object({ reason: z.string(), accepts: z.array(z.int()) });
export type Refused = z.infer<typeof Refused>;

/** A folder that is seen besides those of the person and the workspace. */
export const ShownFolder = z.object({ path: z.string(), isWritable: z.boolean() });
export type ShownFolder = z.infer<typeof ShownFolder>;

/** What to start. `offset` is where this launch's items begin: behind all that earlier launches sent. */
const start = {
  sessionId: SessionId,
  launch: z.int().min(1),
  offset: z.int().min(0),
  workspacePath: z.string(),
  isolation: SessionIsolation,
  /** What it sees besides: objects that the workspace's repository borrows. */
  shown: z.array(ShownFolder),
  /** What Dispatch tells programs about the workspace: these win over the person's own. */
  variables: z.record(z.string(), z.string()).default({}),
};
export const StartTerminal = z.object({
  ...start,
  kind: z.literal("terminal"),
  options: TerminalOptions.required({ cols: true, rows: true }),
});
export type StartTerminal = z.infer<typeof StartTerminal>;
export const StartAgent = z.object({ ...start, kind: z.literal("agent"), options: DriverWish });
export type StartAgent = z.infer<typeof StartAgent>;
/** The kinds that are processes. */
export const StartCall = z.discriminatedUnion("kind", [StartTerminal, StartAgent]);
export type StartCall = z.infer<typeof StartCall>;
export const Started = z.object({ pid: z.int(), shell: z.string(), cwd: z.string() });
export type Started = z.infer<typeof Started>;

/** An attendant to be started in a folder; `pipe` numbers its conversation with the server on this connection. */
export const AttendCall = z.object({
  pipe: z.int().min(1).max(0xffff_ffff),
  folder: z.string(),
  shown: z.array(ShownFolder),
  isolation: SessionIsolation,
});
export type AttendCall = z.infer<typeof AttendCall>;

/** Requests by method: parameters and result. A call without an answer fails with the connection. */
export const calls = {
  start: { params: StartCall, result: Started },
  resize: {
    params: z.object({ sessionId: SessionId, cols: TerminalCols, rows: TerminalRows }),
    result: z.object({}),
  },
  interrupt: { params: z.object({ sessionId: SessionId }), result: z.object({}) },
  /** SIGHUP to the whole process tree, SIGKILL to what is left after the grace period. Answers at once; the exit item follows. */
  stop: {
    params: z.object({ sessionId: SessionId, graceMs: z.int().min(0).max(60_000) }),
    result: z.object({}),
  },
  /** Start an attendant. What it says follows as bytes of its pipe; it ends with the connection. */
  attend: { params: AttendCall, result: z.object({ pid: z.int() }) },
  /** End an attendant that is wanted no more. */
  dismiss: { params: z.object({ pipe: z.int() }), result: z.object({}) },
  /** End processes that a dead runner's sessions left behind. Answers when none is left. */
  sweep: { params: z.object({ sessionIds: z.array(SessionId) }), result: z.object({ ended: z.int() }) },
  /** What the runner has proved about isolation and limits. Answers when its probes are done; containers are tried if asked for. */
  isolation: { params: z.object({ container: ContainerSource.optional() }), result: IsolationReport },
  /** Take no new session and leave when the last one has ended; with none alive, leave now. */
  retire: { params: z.object({}), result: z.object({ sessions: z.int() }) },
} as const;
export type CallMethod = keyof typeof calls;
export type CallParams<M extends CallMethod> = z.infer<(typeof calls)[M]["params"]>;
export type CallResult<M extends CallMethod> = z.infer<(typeof calls)[M]["result"]>;

export const Call = z.object({
  id: z.int().min(1),
  method: z.enum(Object.keys(calls) as [CallMethod, ...CallMethod[]]),
  params: z.unknown(),
});
export type Call = z.infer<typeof Call>;

/** `code` is a problem code where the refusal is someone's to mend, else `internal`. */
export const Reply = z.discriminatedUnion("ok", [
  z.object({ id: z.int(), ok: z.literal(true), result: z.unknown() }),
  z.object({
    id: z.int(),
    ok: z.literal(false),
    code: z.enum([
      "invalid-request",
      "start-failed",
      "isolation-unavailable",
      "session-not-found",
      "internal",
    ]),
    path: z.string().optional(),
    detail: z.string(),
  }),
]);
export type Reply = z.infer<typeof Reply>;

/** What an item holds. Every item occupies as many offsets as its body has bytes. */
export const itemKind = { output: 1, event: 2, exit: 3 } as const;
export type ItemKind = (typeof itemKind)[keyof typeof itemKind];

/** The body of an `event` item: something to be logged that is not terminal output, in its true order. */
export const TerminalItem = z.object({
  channel: z.literal("terminal:resize"),
  payload: z.object({ cols: TerminalCols, rows: TerminalRows }),
});
export type TerminalItem = z.infer<typeof TerminalItem>;
export const EventItem = z.union([TerminalItem, DriverItem]);
export type EventItem = z.infer<typeof EventItem>;

/** The body of the last item of a launch. `stopped` says that the end was asked for, `reason` what else brought it. */
export const ExitItem = z.object({
  exitCode: z.int(),
  signal: z.string().optional(),
  stopped: z.boolean(),
  reason: z.string().optional(),
});
export type ExitItem = z.infer<typeof ExitItem>;

/** How the runner answers an input frame. */
export const inputResult = { applied: 0, gone: 1, full: 2 } as const;
export type InputResult = (typeof inputResult)[keyof typeof inputResult];
