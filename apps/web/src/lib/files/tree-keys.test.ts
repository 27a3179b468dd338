import type { FileEntry } from "@dispatch/protocol/errands/files";
import { expect, test } from "vitest";
import { TypeAhead, treeMove } from "./tree-keys.ts";
import type { TreeRow } from "./tree-rows.ts";

const row = (
  name: string,
  more: { level?: number; isOpen?: boolean; type?: FileEntry["type"] } = {},
): TreeRow => ({
  type: "entry",
  entry: { name, path: name, type: more.type ?? "file", size: 0, modifiedAt: 0 },
  level: more.level ?? 1,
  isOpen: more.isOpen ?? false,
  place: 1,
  beside: 1,
  isNaming: false,
});
const rows = [
  row("lib", { type: "folder" }),
  row("src", { type: "folder", isOpen: true }),
  row("main.ts", { level: 2 }),
  row("zoo"),
];
const press = (index: number, key: string, shiftKey = false) => {
  const move = treeMove(rows, index, { key, shiftKey }, 2);
  return move && `${move.do} ${move.index}`;
};

test("arrows walk the rows, and open and close folders", () => {
  expect([press(0, "ArrowDown"), press(0, "ArrowUp"), press(3, "ArrowDown")]).toEqual([
    "go 1",
    "go 0",
    "go 3",
  ]);
  expect([press(0, "ArrowRight"), press(1, "ArrowRight"), press(2, "ArrowRight")]).toEqual([
    "expand 0",
    "go 2",
    undefined,
  ]);
  expect([press(1, "ArrowLeft"), press(2, "ArrowLeft")]).toEqual(["collapse 1", "go 1"]);
  expect([press(0, "PageDown"), press(3, "Home"), press(0, "End")]).toEqual(["go 2", "go 0", "go 3"]);
});

test("keys do to a row what its menu does", () => {
  expect(["Enter", "F2", "Delete", "ContextMenu", "F10", "x"].map((key) => press(2, key))).toEqual([
    "open 2",
    "rename 2",
    "delete 2",
    "menu 2",
    undefined,
    undefined,
  ]);
  expect(press(2, "F10", true)).toBe("menu 2");
});

test("letters typed soon after each other are one word", () => {
  const ahead = new TypeAhead();
  expect([
    ahead.find(rows, 0, "m", 0),
    ahead.find(rows, 2, "a", 100),
    ahead.find(rows, 2, "z", 2000),
  ]).toEqual([2, 2, 3]);
});
