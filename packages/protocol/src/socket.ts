import { z } from "zod";
import type { SessionEvent } from "./events.ts";
import { AnswerApproval, type Approval } from "./agent/approval.ts";
import { ApprovalId, SessionId } from "./ids.ts";
import type { Preferences } from "./preferences.ts";
import type { ProblemBody } from "./problems.ts";
import { SendMessage, type SentMessage, type Session, type SessionScreen } from "./session.ts";
import type { AgentSignInFault } from "./providers.ts";
import { TerminalCols, TerminalRows } from "./terminal.ts";
import type { Workspace } from "./workspace.ts";

const runId = SessionId;

/** Smallest and largest window a reader may ask for, in bytes of payload that it has not acknowledged. */
export const WINDOW_MIN_BYTES = 16 * 1024;
export const WINDOW_MAX_BYTES = 4 * 1024 * 1024;

/** Payloads of what a client may send. Anything else is answered with a problem. */
export const clientEvents = {
  "run:attach": z.object({
    runId,
    afterSeq: z.int().min(0).optional(),
    screen: z.boolean().optional(),
    window: z.int().min(WINDOW_MIN_BYTES).max(WINDOW_MAX_BYTES).optional(),
  }),
  "run:detach": z.object({ runId }),
  "run:input": z.object({
    runId,
    data: z.union([z.string(), z.instanceof(Uint8Array)]),
    key: z.string().min(1).max(128).optional(),
  }),
  "run:resize": z.object({ runId, cols: TerminalCols, rows: TerminalRows }),
  "run:message": SendMessage.extend({ runId, key: z.string().min(1).max(128).optional() }),
  "run:answer": AnswerApproval.extend({ runId, approvalId: ApprovalId }),
  "run:interrupt": z.object({ runId }),
  "run:close": z.object({ runId }),
  "run:ack": z.object({ runId, seq: z.int().min(0) }),
  /** Signs in to Claude with its own page: `claude.auth.url` follows, then the code is to be given. One at a time. */
  "claude.auth.start": z.looseObject({}).nullish(),
  "claude.auth.code": z.object({ code: z.string().trim().min(1).max(4096) }),
  /** Answered at once: the way to measure a connection's latency. */
  ping: z.unknown(),
  /** Somebody typed, pointed or scrolled in this page: for two seconds floods leave it some of the machine. */
  "page:used": z.looseObject({}).nullish(),
} as const;

export type ClientEventName = keyof typeof clientEvents;
export type ClientEventPayload<E extends ClientEventName> = z.input<(typeof clientEvents)[E]>;

export type Ack<T = object> = ({ ok: true } & T) | { ok: false; problem: ProblemBody };

export type AttachAck = Ack<{ seq: number; session: Session; screen?: SessionScreen }>;

export type RunEvent = SessionEvent & { readonly runId: string };

/** What the server sends. */
export type ServerToClient = {
  "auth.success": (message: { userId?: string }) => void;
  "run:event": (event: RunEvent) => void;
  /** The reader was too slow. The screen replaces what it missed; events go on after the screen's seq. */
  "run:behind": (message: { runId: string; seq: number; screen?: SessionScreen }) => void;
  "session:changed": (session: Session) => void;
  "session:removed": (message: { id: string }) => void;
  /** Something waits for you, or no longer does. */
  "approval:changed": (approval: Approval) => void;
  "workspace:changed": (workspace: Workspace) => void;
  /** Yours, changed by another tab or device of yours, or by this one. */
  "preferences:changed": (preferences: Preferences) => void;
  "claude.auth.url": (message: { url: string }) => void;
  "claude.auth.complete": (message: object) => void;
  "claude.auth.error": (message: { code: AgentSignInFault; error: string }) => void;
  /** It went for good: nothing restores it. */
  "workspace:removed": (message: { id: string }) => void;
};

export type ClientToServer = {
  "run:attach": (payload: ClientEventPayload<"run:attach">, ack: (answer: AttachAck) => void) => void;
  "run:detach": (payload: ClientEventPayload<"run:detach">, ack?: (answer: Ack) => void) => void;
  "run:input": (payload: ClientEventPayload<"run:input">, ack?: (answer: Ack) => void) => void;
  "run:resize": (payload: ClientEventPayload<"run:resize">, ack?: (answer: Ack) => void) => void;
  "run:message": (
    payload: ClientEventPayload<"run:message">,
    ack?: (answer: Ack<SentMessage>) => void,
  ) => void;
  "run:answer": (
    payload: ClientEventPayload<"run:answer">,
    ack?: (answer: Ack<{ approval: Approval }>) => void,
  ) => void;
  "run:interrupt": (payload: ClientEventPayload<"run:interrupt">, ack?: (answer: Ack) => void) => void;
  "run:close": (payload: ClientEventPayload<"run:close">, ack?: (answer: Ack) => void) => void;
  "run:ack": (payload: ClientEventPayload<"run:ack">) => void;
  "claude.auth.start": (
    payload?: ClientEventPayload<"claude.auth.start">,
    ack?: (answer: Ack) => void,
  ) => void;
  "claude.auth.code": (payload: ClientEventPayload<"claude.auth.code">, ack?: (answer: Ack) => void) => void;
  ping: (payload: unknown, ack: (answer: Ack) => void) => void;
  "page:used": (payload?: ClientEventPayload<"page:used">, ack?: (answer: Ack) => void) => void;
};
