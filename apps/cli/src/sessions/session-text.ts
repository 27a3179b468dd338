import type { Session } from "@dispatch/protocol/session";
import { sessionTitle } from "@dispatch/protocol/session-title";
import type { SessionAccess } from "@dispatch/protocol/sharing";
import { exitCode, type ExitCode } from "../failure.ts";
import { ago, oneLine, table } from "../output/table.ts";

/** Status with what made it so: "ended (failed, exit code 2)". */
export function statusText(
  session: Pick<Session, "status" | "outcome" | "exitCode" | "signal" | "held">,
): string {
  if (session.status !== "ended") return session.held ? `${session.status}, held` : session.status;
  const parts = [
    session.outcome,
    session.signal
      ? `signal ${session.signal}`
      : session.exitCode
        ? `exit code ${session.exitCode}`
        : undefined,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? `ended (${parts.join(", ")})` : "ended";
}

export function sessionTable(
  sessions: readonly Session[],
  look: {
    readonly width?: number | undefined;
    /** Shown in a column of its own, where they are given. */
    readonly workspaceNames?: ReadonlyMap<string, string> | undefined;
  } = {},
  now = Date.now(),
): string {
  if (sessions.length === 0) return "No sessions. `dispatch new terminal --attach` starts one.";
  const { width, workspaceNames } = look;
  // Whose a session is matters as soon as one is somebody else's.
  const isMixed = sessions.some(({ sharedBy }) => sharedBy !== undefined);
  const rows = sessions.map((session) => [
    session.id,
    statusText(session),
    ago(session.updatedAt, now),
    ...(isMixed ? [whoseText(session)] : []),
    ...(workspaceNames ? [workspaceNames.get(session.workspaceId) ?? "-"] : []),
    sessionTitle(session),
  ]);
  const head = ["ID", "STATUS", "CHANGED", ...(isMixed ? ["WHOSE"] : [])];
  return table([...head, ...(workspaceNames ? ["WORKSPACE"] : []), "TITLE"], rows, width);
}

const accessWords: Record<SessionAccess, string> = { view: "look on", write: "type too", own: "all" };
export const accessText = (access: SessionAccess) => accessWords[access];

/** "yours", or "Ada's (look on)". */
const whoseText = ({ sharedBy, access }: Session) =>
  sharedBy === undefined ? "yours" : `${sharedBy}'s (${accessText(access)})`;

/** One line for a session after something was done to it. */
export const sessionLine = (session: Session) =>
  `${session.id}  ${statusText(session)}  ${oneLine(sessionTitle(session))}`;

/** 0 while it lives and when it completed; 6 when it ended in any other way. */
export const exitCodeOf = (session: Pick<Session, "status" | "outcome">): ExitCode =>
  session.status === "ended" && session.outcome !== "completed" ? exitCode.endedOtherwise : exitCode.done;
