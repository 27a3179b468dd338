import { expect, test } from "vitest";
import { placeBeside } from "./beside.ts";
import { neighbour } from "./layout-tree.ts";
import type { Group, Node, Pane } from "./layout.ts";

const files: Pane = { kind: "files", workspaceId: "wsp_1" };
const preview: Pane = { kind: "preview", workspaceId: "wsp_1", path: "README.md" };
const group = (id: string, ...tabs: Pane[]): Group => ({ type: "group", id, tabs, active: 0 });
const row = (...children: Node[]): Node => ({ type: "split", direction: "row", sizes: [50, 50], children });

const around = (root: Node, used: Group, deskPx: number, isNarrow = false) => ({
  root,
  group: used,
  deskPx,
  isNarrow,
  groupBeside: (side: "start" | "end") => neighbour(root, used.id, side),
});

test("a pane goes beside the one in use where both have room", () => {
  const used = group("a", files);
  expect(placeBeside(preview, "end", around(used, used, 1000))).toEqual({ group: "a", at: "end" });
  expect(placeBeside(preview, "start", around(used, used, 1000))).toEqual({ group: "a", at: "start" });
  expect(placeBeside(preview, "end", around(used, used, 600))).toBe(undefined);
  expect(placeBeside(preview, "end", around(used, used, 1000, true))).toBe(undefined);
});

test("a part that is there already takes it among its tabs, and one that is half as wide is not halved again", () => {
  const [used, other] = [group("a", files), group("b", { kind: "session", id: "ses_1" })];
  expect(placeBeside(preview, "end", around(row(used, other), used, 1000))).toEqual({
    group: "b",
    at: "tabs",
  });
  expect(placeBeside(preview, "end", around(row(other, used), used, 1000))).toBe(undefined);
  expect(placeBeside(preview, "end", around(row(other, used), used, 1400))).toEqual({
    group: "a",
    at: "end",
  });
});

test("what is open already stays where it is", () => {
  const [used, other] = [group("a", files), group("b", preview)];
  expect(placeBeside(preview, "end", around(row(used, other), used, 2000))).toBe(undefined);
});
