import type { ToolDiff } from "@dispatch/protocol/agent/tools";
import { structuredPatch } from "diff";

export type DiffLine = {
  readonly mark: " " | "+" | "-";
  readonly text: string;
  /** Its number in the file: the new one, of a removed line the old one. */
  readonly number: number;
};
export type FileDiff = {
  readonly path: string;
  readonly isNew: boolean;
  readonly added: number;
  readonly removed: number;
  readonly hunks: readonly (readonly DiffLine[])[];
};

const CONTEXT_LINES = 3;
/** A comparison that takes longer is given up: the file is then shown as replaced. */
const TIMEOUT_MS = 500;

/** What an edit changes, line by line. */
export function lineDiff({ path, oldText, newText }: ToolDiff): FileDiff {
  const patch =
    structuredPatch(path, path, oldText ?? "", newText, "", "", {
      context: CONTEXT_LINES,
      timeout: TIMEOUT_MS,
    }) ?? replaced(oldText ?? "", newText);
  const hunks = patch.hunks.map(({ oldStart, newStart, lines }) => numbered(lines, oldStart, newStart));
  const count = (mark: string) => hunks.flat().filter((line) => line.mark === mark).length;
  return { path, isNew: oldText === undefined, added: count("+"), removed: count("-"), hunks };
}

function numbered(lines: readonly string[], oldStart: number, newStart: number): DiffLine[] {
  let [before, after] = [oldStart, newStart];
  // A backslash says that the last line has no end.
  return lines
    .filter((line) => !line.startsWith("\\"))
    .map((line) => {
      const mark = line.startsWith("+") ? "+" : line.startsWith("-") ? "-" : " ";
      const number = mark === "-" ? before : after;
      if (mark !== "+") before += 1;
      if (mark !== "-") after += 1;
      return { mark, text: line.slice(1), number };
    });
}

function replaced(oldText: string, newText: string) {
  const lines = [
    ...oldText.split("\n").map((line) => `-${line}`),
    ...newText.split("\n").map((line) => `+${line}`),
  ];
  return { hunks: [{ oldStart: 1, newStart: 1, lines }] };
}
