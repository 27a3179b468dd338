import type { ProblemBody } from "@dispatch/protocol/problems";

/** What a script can tell by the exit code alone. */
export const exitCode = {
  done: 0,
  failed: 1,
  usage: 2,
  notSignedIn: 3,
  notFound: 4,
  refused: 5,
  endedOtherwise: 6,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** An end that a person can act on: what happened, and what to do about it. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly advice: string;

  constructor(failure: { exitCode: ExitCode; code: string; what: string; advice: string; cause?: unknown }) {
    super(failure.what, { cause: failure.cause });
    this.exitCode = failure.exitCode;
    this.code = failure.code;
    this.advice = failure.advice;
  }
}

export const usageFailure = (what: string, advice: string) =>
  new Failure({ exitCode: exitCode.usage, code: "usage", what, advice });

export const interrupted = () =>
  new Failure({
    exitCode: exitCode.interrupted,
    code: "interrupted",
    what: "Nothing was done",
    advice: "Run it again when you like",
  });

export function exitCodeOfStatus(status: number): ExitCode {
  if (status === 401) return exitCode.notSignedIn;
  if (status === 404) return exitCode.notFound;
  if (status === 400) return exitCode.usage;
  return status >= 400 && status < 500 ? exitCode.refused : exitCode.failed;
}

/** Advice by problem code; what is not listed says all in its detail. */
const advice: Readonly<Record<string, string>> = {
  unauthenticated: "Sign in with `dispatch login`, or set DISPATCH_API_KEY",
  "login-ended": "Sign in again with `dispatch login`",
  "invalid-credentials": "Check both and try again",
  "session-not-found": "`dispatch ls` shows your sessions",
  "key-not-found": "`dispatch key ls` shows your keys",
  "user-not-found": "`dispatch user ls` shows everybody",
  "invite-not-found": "`dispatch user invites` shows those that are open",
  "login-not-found": "`dispatch logins` shows yours",
  "share-not-found": "`dispatch shares <session>` shows them",
  "person-not-found": "`dispatch share <session> --link` makes a link",
  forbidden: "`dispatch whoami` shows who you are signed in as",
  "agent-unknown": "`dispatch agent list` shows those there are",
  "provider-key-not-found": "`dispatch agent list` shows whether you are signed in",
  "identity-not-found": "`dispatch identity ls` shows those you have",
  "key-passphrase-needed": "Run it on a terminal, with the key's file as the argument",
  "host-key-different": "Run `dispatch identity test` again",
  "file-not-found": "`dispatch file ls <workspace>:` shows what is there",
  "file-exists": "--overwrite puts what is there away",
  "file-changed": "`dispatch file cat` shows what is there now",
  "deleted-file-not-found": "`dispatch file deleted <workspace>` shows them",
  "repository-not-found": "`dispatch repo ls` shows those you have",
  "workspace-unsaved": "Push what is in it, or delete it with --force",
  "orphan-not-found": "`dispatch workspace orphans` shows what is there",
  "approval-not-found": "`dispatch approvals` shows what waits",
  "approval-answered": "`dispatch approvals` shows what still waits",
  "answer-refused": "`dispatch approve --help` shows how to answer",
  "session-refused": "`dispatch ls` shows its status",
  "too-many-requests": "Wait a moment and try again",
  "runner-unavailable": "Try again in a moment; `dispatch doctor` shows more",
  "storage-unavailable": "Make room on the disk; `dispatch doctor` shows more",
  "pairing-not-found": "Run it again for a new code",
  "pairing-denied": "Run it again if that was a mistake",
  internal: "The server's log tells more",
  "shutting-down": "Start it again with `dispatch serve`",
  "unreadable-answer": "Check the address given by --server or DISPATCH_SERVER",
};

export function failureOfProblem(problem: ProblemBody): Failure {
  // The detail usually names the fields already.
  const unnamed = (problem.errors ?? []).filter(({ message }) => !problem.detail.includes(message));
  const fields = unnamed.map(({ path, message }) => (path ? `${path} ${message}` : message)).join("; ");
  return new Failure({
    exitCode: exitCodeOfStatus(problem.status),
    code: problem.code,
    what: fields ? `${problem.detail}: ${fields}` : problem.detail,
    advice: advice[problem.code] ?? "`dispatch --help` shows what can be done",
    cause: problem,
  });
}

/** "dispatch: <what>. <what to do>": one line, whatever the parts end with. */
export function failureLine(failure: Failure): string {
  const sentence = (text: string) =>
    text
      .replace(/\s+/g, " ")
      .trim()
      .replace(/[.:;]+$/, "");
  return `dispatch: ${sentence(failure.message)}. ${sentence(failure.advice)}.`;
}

/** The same for programs: the server's problem as it came, or one of the same shape. */
export function failureJson(failure: Failure): ProblemBody {
  if (failure.cause && typeof failure.cause === "object" && "requestId" in failure.cause)
    return failure.cause as ProblemBody;
  const given = failure.cause as Partial<ProblemBody> | undefined;
  return {
    type: given?.type ?? `urn:dispatch:problem:${failure.code}`,
    title: given?.title ?? failure.message,
    status: given?.status ?? 0,
    code: failure.code,
    detail: failure.message,
    ...(given?.errors ? { errors: given.errors } : {}),
  };
}
