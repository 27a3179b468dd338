import type { FileEntry } from "@dispatch/protocol/errands/files";
import { expect, test } from "vitest";
import { nameOf } from "./path-names.ts";
import { parentRow, rowBeginning, treeRows, type Folder, type TreeRow, type TreeView } from "./tree-rows.ts";

const entry = (path: string, type: FileEntry["type"] = "file"): FileEntry => ({
  name: nameOf(path),
  path,
  type,
  size: 0,
  modifiedAt: 0,
});
const ready = (...entries: FileEntry[]): Folder => ({ entries, state: "ready" });
const view = (more: Partial<TreeView> = {}): TreeView => ({
  folders: new Map([
    ["", ready(entry("src", "folder"), entry(".git", "folder"), entry(".env"), entry("a.txt"))],
    ["src", ready(entry("src/empty", "folder"), entry("src/main.ts"))],
    ["src/empty", ready()],
  ]),
  expanded: new Set(),
  showsHidden: true,
  naming: undefined,
  ...more,
});
const told = (rows: readonly TreeRow[]) =>
  rows.map((row) => {
    const what = row.type === "entry" ? row.entry.path : row.type === "new" ? `new ${row.kind}` : row.note;
    return `${row.level} ${what}`;
  });

test("open folders show what is in them, below them and one level deeper", () => {
  expect(told(treeRows(view()))).toEqual(["1 src", "1 .env", "1 a.txt"]);
  expect(told(treeRows(view({ expanded: new Set(["src", "src/empty"]) })))).toEqual([
    "1 src",
    "2 src/empty",
    "3 empty",
    "2 src/main.ts",
    "1 .env",
    "1 a.txt",
  ]);
});

test("hidden files go by the switch, and a row knows its place among those shown", () => {
  const rows = treeRows(view({ showsHidden: false }));
  expect(rows.map((row) => row.type === "entry" && [row.entry.path, row.place, row.beside])).toEqual([
    ["src", 1, 2],
    ["a.txt", 2, 2],
  ]);
});

test("a folder that is read, or could not be, says so; something new stands first in its folder", () => {
  const folders = new Map([
    ...view().folders,
    ["src", { entries: [], state: "failed", detail: "no" } as const],
  ]);
  expect(told(treeRows(view({ folders, expanded: new Set(["src"]) })))[1]).toBe("2 failed");
  folders.delete("src");
  expect(told(treeRows(view({ folders, expanded: new Set(["src"]) })))[1]).toBe("2 loading");
  const naming = { folder: "src", kind: "file" } as const;
  expect(told(treeRows(view({ expanded: new Set(["src"]), naming }))).slice(0, 3)).toEqual([
    "1 src",
    "2 new file",
    "2 src/empty",
  ]);
});

test("the keyboard finds the folder above and the name that begins with what is typed", () => {
  const rows = treeRows(view({ expanded: new Set(["src"]) }));
  expect(parentRow(rows, 2)).toBe(0);
  expect(parentRow(rows, 3)).toBe(3);
  expect([rowBeginning(rows, 0, "a"), rowBeginning(rows, 4, "s"), rowBeginning(rows, 2, "ma")]).toEqual([
    4, 0, 2,
  ]);
  expect(rowBeginning(rows, 0, "zz")).toBeUndefined();
});
