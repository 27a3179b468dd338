import type {
  DiffFile,
  GitBranch,
  GitCommit,
  GitDiff,
  GitStatus,
  GitStatusFile,
} from "@dispatch/protocol/git";
import { ago, oneLine, table } from "../output/table.ts";

const LETTERS = {
  added: "A",
  modified: "M",
  deleted: "D",
  renamed: "R",
  copied: "C",
  "type-changed": "T",
} as const;
const SIGNS = { context: " ", added: "+", deleted: "-" } as const;

/** A page of text that programs may have written: nothing in it steers the terminal. */
const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === "\t" ? sign : "\uFFFD"));

export function statusText(status: GitStatus): string {
  const { branch, head, upstream, base, operation, files, isComplete } = status;
  const lines = [
    branch === undefined ? `at ${head?.slice(0, 12) ?? "nothing"}, on no branch` : `on ${oneLine(branch)}`,
  ];
  if (upstream) lines.push(`${oneLine(upstream.name)}: ${distance(upstream)}`);
  if (base) lines.push(`since it began at ${base.commit.slice(0, 12)}: ${distance(base)}`);
  if (operation) lines.push(`a ${operation} is not finished`);
  if (files.length === 0) lines.push("nothing is changed");
  lines.push(...files.map((file) => `${letters(file)} ${nameOf(file)}`));
  if (!isComplete) lines.push("and more");
  return lines.join("\n");
}

const distance = ({ ahead, behind }: { ahead: number; behind: number }) =>
  ahead + behind === 0 ? "even" : `${ahead} ahead, ${behind} behind`;

function letters({ staged, unstaged, isUntracked, isConflicted }: GitStatusFile): string {
  if (isUntracked) return "??";
  if (isConflicted) return "UU";
  return `${staged ? LETTERS[staged] : " "}${unstaged ? LETTERS[unstaged] : " "}`;
}

const nameOf = ({ path, oldPath }: { path: string; oldPath?: string | undefined }) =>
  oldPath === undefined ? oneLine(path) : `${oneLine(oldPath)} -> ${oneLine(path)}`;

/** A line for each file, and what they come to. */
export function statText(diff: GitDiff): string {
  const rows = diff.files.map((file) => [
    LETTERS[file.change],
    file.isBinary ? "binary" : `+${file.additions ?? 0}`,
    file.isBinary ? "" : `-${file.deletions ?? 0}`,
    nameOf(file),
  ]);
  const sum = `${diff.files.length} ${diff.files.length === 1 ? "file" : "files"}, +${diff.additions} -${diff.deletions}`;
  const notes = [...tooLarge(diff), ...(diff.isComplete ? [] : ["There are more files than are listed."])];
  return [...(rows.length > 0 ? [table(["", "ADDED", "REMOVED", "FILE"], rows)] : []), sum, ...notes].join(
    "\n",
  );
}

const tooLarge = (diff: GitDiff) =>
  diff.tooLarge.map(({ path }) => `${oneLine(path)} is too large to be compared.`);

/** As a unified diff for people to read. */
export function diffText(diff: GitDiff): string {
  const parts = [...diff.files.map(fileText), ...tooLarge(diff)];
  return parts.length === 0 ? "Nothing differs." : parts.join("\n");
}

function fileText(file: DiffFile): string {
  const lines = [`${file.change} ${nameOf(file)}`];
  if (file.oldMode !== file.newMode && file.change === "modified")
    lines.push(`mode ${file.oldMode} -> ${file.newMode}`);
  if (file.isBinary) lines.push("binary");
  for (const { oldStart, oldLines, newStart, newLines, heading, lines: own } of file.hunks ?? []) {
    lines.push(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@ ${plain(heading)}`.trimEnd());
    lines.push(...own.map(({ type, text }) => SIGNS[type] + plain(text.replace(/\r$/, ""))));
  }
  if (file.isCut) lines.push("(there is more)");
  return lines.join("\n");
}

export function logText(items: readonly GitCommit[]): string {
  if (items.length === 0) return "No commits since the workspace began; `--all` shows those before.";
  const rows = items.map(({ commit, author, authoredAt, isSigned, subject }) => [
    commit.slice(0, 12),
    ago(authoredAt),
    isSigned ? "yes" : "",
    oneLine(author.name),
    oneLine(subject),
  ]);
  return table(["COMMIT", "AGE", "SIGNED", "AUTHOR", "SUBJECT"], rows);
}

export function branchesText(items: readonly GitBranch[]): string {
  const rows = items.map(({ name, remote, isCurrent, commit, subject }) => [
    isCurrent ? "*" : "",
    oneLine(remote === undefined ? name : `${remote}/${name}`),
    commit.slice(0, 12),
    oneLine(subject),
  ]);
  return table(["", "BRANCH", "COMMIT", "SUBJECT"], rows);
}
