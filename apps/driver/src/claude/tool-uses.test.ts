import { type DriverItem, TOOL_OUTPUT_LIMIT_CHARACTERS } from "@dispatch/protocol/agent/driving";
import { expect, test } from "vitest";
import { ToolUses } from "./tool-uses.ts";

function bench(files: Record<string, string> = {}) {
  const items: DriverItem[] = [];
  const uses = new ToolUses({ emit: (item) => items.push(item), cwd: "/w", read: (path) => files[path] });
  const last = () => items.at(-1)?.payload;
  return { items, uses, last };
}

const write = { id: "t", tool: "Write", input: { file_path: "/w/a.txt", content: "new" } };

test("a write shows what it replaces", () => {
  const { uses, last } = bench({ "/w/a.txt": "old" });
  uses.begin(write);
  expect(last()).toMatchObject({
    title: "Write a.txt",
    kind: "edit",
    locations: [{ path: "/w/a.txt" }],
    diff: [{ path: "/w/a.txt", oldText: "old", newText: "new" }],
  });
});

test("where a person changed what is written, the result tells what was", () => {
  const { uses, last } = bench();
  uses.begin(write);
  const done = { type: "create", filePath: "/w/a.txt", content: "other", originalFile: null };
  uses.end({ type: "tool_result", tool_use_id: "t", content: "ok" }, done);
  expect(last()).toMatchObject({ diff: [{ path: "/w/a.txt", newText: "other" }] });
});

test("a long output loses its middle", () => {
  const { uses, last } = bench();
  uses.begin({ id: "t", tool: "Bash", input: { command: "yes" } });
  uses.end({ type: "tool_result", tool_use_id: "t", content: `first${"x".repeat(100_000)}last` });
  const { output, isCut } = last() as { output: string; isCut?: boolean };
  expect(isCut).toBe(true);
  expect(output.length).toBeLessThanOrEqual(TOOL_OUTPUT_LIMIT_CHARACTERS);
  expect(output).toMatch(/^firstx+\n\[…\]\nx+last$/);
});

test("a use is told once, and so is its end", () => {
  const { uses, items } = bench();
  uses.begin(write);
  uses.begin(write);
  for (let time = 0; time < 2; time++) uses.end({ type: "tool_result", tool_use_id: "t", content: "ok" });
  uses.begin(write);
  uses.end({ type: "tool_result", tool_use_id: "never begun", content: "ok" });
  uses.abandon("gone", { withSubAgents: true });
  expect(items.map(({ channel }) => channel)).toEqual(["agent:tool_use", "agent:tool_result"]);
});

test("what a sub-agent runs in the background outlives the turn", () => {
  const { uses, items } = bench();
  uses.begin({ id: "own", tool: "Bash", input: {} });
  uses.begin({ id: "of another", tool: "Bash", input: {}, parent: "own" });
  uses.abandon("The turn ended.", { withSubAgents: false });
  expect(items.slice(2)).toMatchObject([{ payload: { toolUseId: "own", isError: true } }]);
});
