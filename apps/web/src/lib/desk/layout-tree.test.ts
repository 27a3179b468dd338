import { describe, expect, test } from "vitest";
import {
  activeOf,
  find,
  groupsOf,
  neighbour,
  panesOf,
  withoutPane,
  withPane,
  withSizes,
} from "./layout-tree.ts";
import { keyOf, type Node, type Pane } from "./layout.ts";

const pane = (id: string): Pane => ({ kind: "session", id });
const names = (node: Node | null) =>
  groupsOf(node).map(({ tabs }) => tabs.map((tab) => keyOf(tab).slice(8)).join(""));

/** a and b as tabs, c to the end of them, d below c. */
function desk() {
  let root = withPane(null, pane("a"), undefined, "g1");
  root = withPane(root, pane("b"), { group: "g1", at: "tabs" }, "g2");
  root = withPane(root, pane("c"), { group: "g1", at: "end" }, "g2");
  return withPane(root, pane("d"), { group: "g2", at: "below" }, "g3");
}

describe("a layout", () => {
  test("has tabs and parts where they were put, and shows what came last", () => {
    const root = desk();
    expect(names(root)).toEqual(["ab", "c", "d"]);
    expect(root).toMatchObject({
      type: "split",
      direction: "row",
      sizes: [50, 50],
      children: [
        { id: "g1", active: 1 },
        { type: "split", direction: "column", sizes: [50, 50] },
      ],
    });
  });

  test("has no pane twice: putting moves it", () => {
    const root = withPane(desk(), pane("a"), { group: "g3", at: "tabs", index: 0 }, "g4");
    expect(names(root)).toEqual(["b", "c", "ad"]);
    expect(activeOf(find(root, "session:a")?.group)).toEqual(pane("a"));
  });

  test("moves a tab along its own group", () => {
    let root: Node = withPane(desk(), pane("e"), { group: "g1", at: "tabs" }, "g4");
    root = withPane(root, pane("a"), { group: "g1", at: "tabs", index: 3 }, "g4");
    expect(names(root)[0]).toBe("bea");
    root = withPane(root, pane("a"), { group: "g1", at: "tabs", index: 0 }, "g4");
    expect(names(root)[0]).toBe("abe");
  });

  test("does not split a group from its only tab", () => {
    const root = desk();
    expect(withPane(root, pane("c"), { group: "g2", at: "start" }, "g4")).toBe(root);
  });

  test("joins parts of one direction, sharing their room", () => {
    const root = withPane(desk(), pane("e"), { group: "g1", at: "end" }, "g4");
    expect(root).toMatchObject({ direction: "row", sizes: [25, 25, 50] });
    expect(names(root)).toEqual(["ab", "e", "c", "d"]);
  });

  test("loses groups without tabs, and splits without parts", () => {
    let root: Node | null = desk();
    root = withoutPane(root, "session:c");
    expect(names(root)).toEqual(["ab", "d"]);
    expect(root).toMatchObject({ direction: "row", children: [{ id: "g1" }, { id: "g3" }] });
    root = withoutPane(root, "session:d");
    expect(root).toMatchObject({ type: "group", id: "g1", active: 1 });
    root = withoutPane(root, "session:b");
    expect(root).toMatchObject({ active: 0, tabs: [pane("a")] });
    expect(withoutPane(root, "session:a")).toBe(null);
    expect(withoutPane(root, "session:none")).toBe(root);
  });

  test("keeps the tab that is seen when one before it goes", () => {
    let root: Node | null = withPane(desk(), pane("e"), { group: "g1", at: "tabs" }, "g4");
    root = withoutPane(root, "session:a");
    expect(activeOf(groupsOf(root)[0])).toEqual(pane("e"));
  });

  test("keeps the sizes of the split that they are of", () => {
    const root = withSizes(desk(), [1], [30, 70]);
    expect(root).toMatchObject({ sizes: [50, 50], children: [{}, { sizes: [30, 70] }] });
  });

  test("knows what lies beside a group", () => {
    const root = desk();
    expect(neighbour(root, "g1", "end")).toBe("g2");
    expect(neighbour(root, "g2", "below")).toBe("g3");
    expect(neighbour(root, "g3", "start")).toBe("g1");
    expect(neighbour(root, "g1", "start")).toBe(undefined);
    expect(panesOf(root)).toHaveLength(4);
  });
});
