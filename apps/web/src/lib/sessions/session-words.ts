import type { Session } from "@dispatch/protocol/session";
import { strings } from "#lib/strings.ts";

export type Tone = "good" | "busy" | "warn" | "bad" | "quiet";

/** What a row or header says of a session's state: a word, a tone for its dot, and what there is to add. */
export type SessionWords = { readonly word: string; readonly tone: Tone; readonly detail?: string };

const liveTones: Record<Exclude<Session["status"], "ended">, Tone> = {
  pending: "busy",
  preparing: "busy",
  running: "good",
  waiting_for_input: "warn",
  idle: "good",
  stopping: "busy",
};

const outcomeTones: Record<NonNullable<Session["outcome"]>, Tone> = {
  completed: "quiet",
  stopped: "quiet",
  failed: "bad",
  lost: "warn",
};

export function sessionWords(
  session: Pick<Session, "status" | "outcome" | "exitCode" | "signal" | "reason" | "held">,
): SessionWords {
  const { states, outcomes } = strings.sessions;
  const { status, outcome, held } = session;
  if (status !== "ended") {
    return held
      ? { word: states.held, tone: "warn", detail: held.detail }
      : { word: states[status], tone: liveTones[status] };
  }
  const words = outcome
    ? { word: outcomes[outcome], tone: outcomeTones[outcome] }
    : { word: states.ended, tone: "quiet" as const };
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
  if (signal !== undefined && signal !== "") return strings.sessions.signal(signal);
  return exitCode === undefined ? undefined : strings.sessions.exitCode(exitCode);
}
