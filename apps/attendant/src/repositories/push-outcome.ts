import type { ErrandResult } from "@dispatch/protocol/errands";
import { Problem } from "@dispatch/protocol/problems";
import { gitFailure } from "../git/git-failure.ts";

const SAID_LIMIT_LINES = 6;
const LINE_LIMIT_CHARACTERS = 300;

export type PushOutcome = ErrandResult<"repo.push">["outcome"];

/** What came of a push, from what git prints for programs. */
export function pushOutcome(
  branch: string,
  { stdout, stderr, code }: { stdout: string; stderr: string; code: number },
): PushOutcome {
  const line = stdout.split("\n").find((text) => text.includes(`:refs/heads/${branch}\t`));
  if (line === undefined && code !== 0) throw gitFailure(stderr);
  const flag = line?.[0] ?? "=";
  if (flag === "!") throw rejected(branch, line ?? "", stderr);
  return OUTCOMES[flag] ?? "updated";
}

const OUTCOMES: Readonly<Record<string, PushOutcome>> = { "*": "created", "+": "forced", "=": "up-to-date" };

function rejected(branch: string, line: string, stderr: string): Problem {
  const reason = /\(([^)]*)\)\s*$/.exec(line)?.[1] ?? "";
  if (/stale info|non-fast-forward|fetch first/.test(reason))
    return new Problem(
      "push-rejected",
      {},
      `${branch} has commits at the host that are not in yours. Pull or rebase first; or force the push, if they are to go.`,
    );
  const words = [reason, ...saidBy(stderr)].filter((text) => text !== "").join(" ");
  return new Problem("push-rejected", {}, `The host did not take ${branch}: ${words}`);
}

/** What the host told who pushed. */
function saidBy(stderr: string): string[] {
  return stderr
    .split(/[\r\n]+/)
    .filter(
      (line) =>
        /^remote: \S/.test(line) && !/^remote: (Enumerating|Counting|Compressing|Resolving)/.test(line),
    )
    .map((line) =>
      line
        .slice("remote: ".length)
        .replace(/\p{Cc}/gu, "")
        .slice(0, LINE_LIMIT_CHARACTERS)
        .trim(),
    )
    .slice(-SAID_LIMIT_LINES);
}
