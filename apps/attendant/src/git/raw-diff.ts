import type { DiffFile, GitChange } from "@dispatch/protocol/git";

const CHANGES: Readonly<Record<string, GitChange>> = {
  A: "added",
  M: "modified",
  D: "deleted",
  R: "renamed",
  C: "copied",
  T: "type-changed",
};
const SUBMODULE = "160000";

/** What `--raw --numstat -z` lists: first what each file is, then how many lines of it changed. */
export function readRaw(entries: readonly string[]): DiffFile[] {
  const files: DiffFile[] = [];
  let at = 0;
  for (; entries[at]?.startsWith(":"); at++) {
    const [oldMode = "", newMode = "", , newObject = "", letters = ""] = (entries[at] ?? "")
      .slice(1)
      .split(" ");
    const change = CHANGES[letters[0] ?? ""] ?? "modified";
    const first = entries[++at] ?? "";
    const isMoved = change === "renamed" || change === "copied";
    files.push({
      path: isMoved ? (entries[++at] ?? "") : first,
      ...(isMoved && { oldPath: first }),
      change,
      isBinary: false,
      isSubmodule: oldMode === SUBMODULE || newMode === SUBMODULE,
      oldMode,
      newMode,
      hash: change === "deleted" ? "deleted" : `${newMode}-${newObject}`,
    });
  }
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (; at < entries.length; at++) {
    const [additions, deletions, path] = (entries[at] ?? "")
      .split("\t", 2)
      .concat(afterTabs(entries[at] ?? ""));
    // Of what was renamed the two names follow, each by itself.
    const file = byPath.get(path === "" ? (entries[(at += 2)] ?? "") : (path ?? ""));
    if (!file) continue;
    if (additions === "-") file.isBinary = true;
    else Object.assign(file, { additions: Number(additions), deletions: Number(deletions) });
  }
  return files;
}

/** A path may hold tabs itself. */
const afterTabs = (entry: string) => entry.slice(entry.indexOf("\t", entry.indexOf("\t") + 1) + 1);
