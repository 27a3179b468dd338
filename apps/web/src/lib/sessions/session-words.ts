import type { Session } from "@dispatch/protocol/session";

export type Tone = "good" | "busy" | "warn" | "bad" | "quiet";

/** What a row or header says of a session's state: a word, a tone for its dot, and what there is to add. */
export type SessionWords = { readonly word: string; readonly tone: Tone; readonly detail?: string };

const liveWords: Record<Exclude<Session["status"], "ended">, SessionWords> = {
  pending: { word: "Waiting for a runner", tone: "busy" },
  preparing: { word: "Starting", tone: "busy" },
  running: { word: "Running", tone: "good" },
  waiting_for_input: { word: "Waiting for you", tone: "warn" },
  idle: { word: "Idle", tone: "good" },
  stopping: { word: "Stopping", tone: "busy" },
};

const outcomeWords: Record<NonNullable<Session["outcome"]>, { word: string; tone: Tone }> = {
  completed: { word: "Completed", tone: "quiet" },
  stopped: { word: "Stopped", tone: "quiet" },
  failed: { word: "Failed", tone: "bad" },
  lost: { word: "Lost", tone: "warn" },
};

export function sessionWords(
  session: Pick<Session, "status" | "outcome" | "exitCode" | "signal" | "reason" | "held">,
): SessionWords {
  if (session.status !== "ended") {
    const words = liveWords[session.status];
    return session.held ? { word: "Held", tone: "warn", detail: session.held.detail } : words;
  }
  const words = session.outcome ? outcomeWords[session.outcome] : { word: "Ended", tone: "quiet" as const };
  const detail = endDetail(session);
  return detail === undefined ? words : { ...words, detail };
}

function endDetail({
  outcome,
  exitCode,
  signal,
  reason,
}: Pick<Session, "outcome" | "exitCode" | "signal" | "reason">) {
  if (reason !== undefined && reason !== "" && outcome !== "completed" && outcome !== "stopped")
    return reason;
  if (signal !== undefined && signal !== "") return `signal ${signal}`;
  return exitCode === undefined ? undefined : `exit code ${exitCode}`;
}
