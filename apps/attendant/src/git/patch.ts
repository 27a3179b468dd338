import type { DiffHunk, DiffLine } from "@dispatch/protocol/git";

const LINES_LIMIT = 5_000;
const LINE_LIMIT_CHARACTERS = 4_000;
const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/s;
const TYPES = { " ": "context", "+": "added", "-": "deleted" } as const;

export type FilePatch = { readonly hunks: DiffHunk[]; isCut: boolean };

/**
 * The files of a unified diff, in its order. Lines of a file always begin with one of four characters, so nothing in it
 * can pass for the beginning of another.
 */
export function readPatch(text: string, isCut: boolean): FilePatch[] {
  const files: FilePatch[] = [];
  let hunk: DiffHunk | undefined;
  let at = { old: 0, new: 0 };
  let lines = 0;
  for (const line of text.split("\n").slice(0, -1)) {
    const file = files.at(-1);
    const found = line.startsWith("@@ ") ? HUNK.exec(line) : null;
    const type = TYPES[line[0] as keyof typeof TYPES] as DiffLine["type"] | undefined;
    if (line.startsWith("diff --git ")) {
      files.push({ hunks: [], isCut: false });
      [hunk, lines] = [undefined, 0];
    } else if (!file || file.isCut) {
      continue;
    } else if (found) {
      hunk = hunkOf(found);
      at = { old: hunk.oldStart, new: hunk.newStart };
      file.hunks.push(hunk);
    } else if (hunk && type) {
      if (lines++ === LINES_LIMIT) file.isCut = true;
      else hunk.lines.push(lineOf(type, line.slice(1), at));
    } else if (hunk && line.startsWith("\\")) {
      const last = hunk.lines.at(-1);
      if (last) last.hasNoNewline = true;
    }
  }
  const last = files.at(-1);
  if (isCut && last) last.isCut = true;
  return files;
}

const hunkOf = ([
  ,
  oldStart,
  oldLines = "1",
  newStart,
  newLines = "1",
  heading = "",
]: RegExpExecArray): DiffHunk => ({
  oldStart: Number(oldStart),
  oldLines: Number(oldLines),
  newStart: Number(newStart),
  newLines: Number(newLines),
  heading,
  lines: [],
});

function lineOf(type: DiffLine["type"], text: string, at: { old: number; new: number }): DiffLine {
  return {
    type,
    ...(type !== "added" && { old: at.old++ }),
    ...(type !== "deleted" && { new: at.new++ }),
    text: text.slice(0, LINE_LIMIT_CHARACTERS),
    ...(text.length > LINE_LIMIT_CHARACTERS && { isCut: true as const }),
  };
}
