import { expect, test } from "vitest";
import { commandOf, toolWords } from "./tool-words.ts";

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
