import { problemOf } from "@dispatch/client/problem";
import { PasskeyRefusal } from "#lib/account/passkey-browser.ts";
import { strings } from "#lib/strings.ts";

/** Messages by field, for showing beside them. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What a form or a toast shows of a call that failed. */
export type Failure = {
  /** The problem's code, or `unreachable` when no answer came. */
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly fields: FieldErrors;
};

export function failureOf(error: unknown): Failure {
  const problem = problemOf(error);
  if (error instanceof PasskeyRefusal)
    return { code: "passkey-cancelled", status: 0, detail: error.message, fields: {} };
  if (!problem) {
    return { code: "unreachable", status: 0, detail: strings.unreachable, fields: {} };
  }
  const fields: Record<string, string> = {};
  for (const { path, message } of problem.errors ?? []) {
    const name = path.split(/[./]/).filter(Boolean).at(-1) ?? "";
    fields[name] ??= message.charAt(0).toUpperCase() + message.slice(1);
  }
  return { code: problem.code, status: problem.status, detail: problem.detail, fields };
}
