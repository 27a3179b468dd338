import type { MergeState, PullRequestStatus } from "@dispatch/protocol/pull-request";
import { oneLine, table } from "../output/table.ts";

const merges: Record<MergeState, string> = {
  ready: "can be merged",
  conflicts: "has conflicts with its base",
  blocked: "cannot be merged yet: a check, a review or a rule is in the way",
  unknown: "whether it can be merged is not known yet",
};

type Shown = Pick<
  PullRequestStatus,
  "url" | "title" | "state" | "isDraft" | "head" | "base" | "merge" | "checksTrouble"
> & {
  readonly checks: readonly {
    readonly name: string;
    readonly state: string;
    readonly url?: string | undefined;
  }[];
};

/** A pull request as a person looks at it: address, state, and every check in a line. */
export function pullRequestText({ checks, checksTrouble, ...pull }: Shown): string {
  const state = pull.isDraft && pull.state === "open" ? "open, a draft" : pull.state;
  const lines = [
    oneLine(pull.url),
    oneLine(pull.title),
    `${state}: ${oneLine(pull.head)} into ${oneLine(pull.base)}${pull.state === "open" ? `; ${merges[pull.merge]}` : ""}`,
  ];
  if (checks.length > 0)
    lines.push(
      table(
        ["CHECK", "NAME"],
        checks.map(({ name, state: is }) => [is, name]),
      ),
    );
  else if (checksTrouble === undefined) lines.push("No checks.");
  if (checksTrouble !== undefined) lines.push(`Not all checks could be read. ${oneLine(checksTrouble)}`);
  return lines.join("\n");
}
