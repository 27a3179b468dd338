import type { RunnerId, SessionId, UserId } from "@dispatch/protocol/ids";
import type { IsolationReport, SessionIsolation } from "@dispatch/protocol/isolation";
import type { StartAgent, StartTerminal } from "@dispatch/protocol/link";
import type { SessionHold, SessionKind, SessionRunner } from "@dispatch/protocol/session";
import type { TerminalSize } from "@dispatch/protocol/terminal";
import type { ShownFolder } from "../attendants.ts";
import type { SessionNumber } from "../log/event-log.ts";

export type HostedStart = {
  readonly sessionId: SessionId;
  readonly number: SessionNumber;
  readonly ownerId: UserId;
  readonly launch: number;
  readonly workspacePath: string;
  readonly shown: readonly ShownFolder[];
  /** What its programs are told about the workspace. */
  readonly variables: Readonly<Record<string, string>>;
  readonly isolation: SessionIsolation;
} & (Pick<StartTerminal, "kind" | "options"> | Pick<StartAgent, "kind" | "options">);

/** Where sessions' processes live. The domain asks; `runners/` knows how. */
export interface Hosting {
  /** Picks a runner for a new process; rejects when none is ready in time. */
  place(): Promise<RunnerId>;
  /** What the runner has proved about isolation; `again` has it try once more what it could not prove. */
  isolation(runnerId: RunnerId, options?: { readonly again?: boolean }): Promise<IsolationReport>;
  startSession(runnerId: RunnerId, start: HostedStart): Promise<{ pid: number; shell: string; cwd: string }>;
  /** From now on what the process says may be logged: its `running` is. */
  admit(sessionId: SessionId): void;
  stop(sessionId: SessionId): Promise<void>;
  /** Ends a session that is wanted no more, also when its runner is away: nothing it says is logged from now on. */
  discard(sessionId: SessionId): Promise<void>;
  interrupt(sessionId: SessionId): Promise<void>;
  resize(sessionId: SessionId, size: TerminalSize): Promise<void>;
  /** Resolves once the process was handed the bytes. A repeated key is applied once. */
  input(sessionId: SessionId, data: Uint8Array, key: string): Promise<void>;
  /** Whose the session is, if it is of this kind and a process of it is alive. */
  ownerOf(sessionId: SessionId, kind: SessionKind): UserId | undefined;
  hold(sessionId: SessionId): SessionHold | undefined;
  /** Where its process is; undefined while it has none. */
  runnerOf(sessionId: SessionId): SessionRunner | undefined;
}
