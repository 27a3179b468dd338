import { expect, test } from "vitest";
import { commandOf, fileOf, stepsIn, toldFields, toolWords } from "./tool-words.ts";

const use = (part: object) => ({ toolUseId: "t", tool: "Tool", input: {}, ...part });

test("a card says what a tool is about, with paths from the workspace on", () => {
  const words = (part: object) => Object.values(toolWords(use(part), "/work")).slice(0, 2);
  expect(words({ kind: "read", input: { file_path: "/work/src/a.ts" } })).toEqual(["Read", "src/a.ts"]);
  expect(words({ kind: "edit", locations: [{ path: "/elsewhere/b" }] })).toEqual(["Edit", "/elsewhere/b"]);
  expect(words({ kind: "execute", input: { command: "ls -la" } })).toEqual(["Run", "ls -la"]);
  expect(words({ tool: "mcp__x", title: "Opens a ticket" })).toEqual(["Opens a ticket", ""]);
  expect(words({ tool: "mcp__x" })).toEqual(["mcp__x", ""]);
});

test("a command may come in parts, and belongs to tools that run one", () => {
  expect(commandOf(use({ kind: "execute", input: { command: ["git", "status"] } }))).toBe("git status");
  expect(commandOf(use({ kind: "search", input: { command: "x" } }))).toBeUndefined();
});

test("what else is worth a word stands behind, and is not told again below", () => {
  const note = (part: object) => [toolWords(use(part), "/w").note, toldFields(use(part))];
  const read = { kind: "read", input: { file_path: "/w/a", offset: 10, limit: 5 } };
  expect(note(read)).toEqual(["lines 10–14", ["file_path", "offset", "limit"]]);
  const search = { kind: "search", input: { pattern: "x", path: "/w/src", glob: "*.ts" } };
  expect(note(search)).toEqual(["src", ["pattern", "path"]]);
  const run = { kind: "execute", input: { command: "make\nmake test", description: "Builds" } };
  expect([toolWords(use(run)).about, ...note(run)]).toEqual([
    "make",
    "Builds",
    ["command", "cmd", "description"],
  ]);
});

test("the steps of sub-agents are counted with those of their own", () => {
  const tool = (seq: number, ...children: never[]) => ({
    item: { type: "tool", seq },
    children,
  });
  const nodes = [tool(1, tool(2) as never, tool(3, tool(4) as never) as never)] as never;
  expect(stepsIn(nodes)).toBe(4);
});

test("a file that was read or changed is told with its line", () => {
  expect(fileOf(use({ kind: "read", input: { file_path: "/w/a", offset: 10 } }))).toEqual({
    path: "/w/a",
    line: 10,
  });
  expect(fileOf(use({ kind: "edit", diff: [{ path: "/w/b", newText: "" }] }))).toEqual({ path: "/w/b" });
  expect(fileOf(use({ kind: "search", locations: [{ path: "/w/c", line: 3 }] }))).toEqual({
    path: "/w/c",
    line: 3,
  });
  expect(fileOf(use({ kind: "search", input: { path: "/w" } }))).toBeUndefined();
  expect(fileOf(use({ kind: "delete", input: { path: "/w/d" } }))).toBeUndefined();
  expect(fileOf(use({ kind: "execute", input: { command: "ls" } }))).toBeUndefined();
});
