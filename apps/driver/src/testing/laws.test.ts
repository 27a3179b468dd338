import type { DriverItem } from "@dispatch/protocol/agent/driving";
import { expect, test } from "vitest";
import { lawsHold } from "./laws.ts";

const began: DriverItem = { channel: "driver:turn-began", payload: { messageIds: ["m"] } };
const ended: DriverItem = {
  channel: "driver:turn-ended",
  payload: { messageIds: ["m"], outcome: "completed", summary: "" },
};
const usage: DriverItem = {
  channel: "agent:usage",
  payload: { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0 },
};
const use: DriverItem = { channel: "agent:tool_use", payload: { toolUseId: "t", tool: "Bash", input: {} } };
const result: DriverItem = {
  channel: "agent:tool_result",
  payload: { toolUseId: "t", tool: "Bash", output: "", isError: false },
};
const piece: DriverItem = { channel: "agent:output", payload: { text: "Hi", type: "text", messageId: "a" } };
const message: DriverItem = {
  channel: "agent:message",
  payload: { role: "agent", text: "Hi", messageId: "a" },
};
const call = { toolUseId: "t", tool: "Bash", input: {} };
const ask: DriverItem = {
  channel: "driver:ask",
  payload: { askId: "q", ask: "permission", prompt: "?", call },
};
const withdrawn: DriverItem = { channel: "driver:withdrawn", payload: { askId: "q" } };
const failed: DriverItem = { channel: "driver:failed", payload: { code: "agent-died", detail: "" } };

const known = { answered: new Set<string>(), prompted: ["m"] };
const lawful = [began, piece, message, use, ask, withdrawn, result, usage, ended];

test("what is lawful passes", () => {
  expect(() => lawsHold(lawful, known)).not.toThrow();
  expect(() => lawsHold([...lawful, failed], known)).not.toThrow();
  expect(() =>
    lawsHold(
      lawful.filter((item) => item !== withdrawn),
      { ...known, answered: new Set(["q"]) },
    ),
  ).not.toThrow();
});

test("whatever is left out or told twice breaks a law", () => {
  for (const [at, item] of lawful.entries()) {
    const without = lawful.toSpliced(at, 1);
    // A text that came in no pieces is lawful.
    if (item !== piece && item !== ask)
      expect(() => lawsHold(without, known), item.channel).toThrow(/broken laws/);
    expect(() => lawsHold(lawful.toSpliced(at, 0, item), known), item.channel).toThrow(/broken laws/);
  }
});

test("what comes in another order breaks a law", () => {
  for (const [first, second] of [
    [began, ended],
    [piece, message],
    [use, ask],
    [use, result],
    [ask, withdrawn],
  ] as const) {
    const swapped = lawful.map((item) => (item === first ? second : item === second ? first : item));
    expect(() => lawsHold(swapped, known), first.channel).toThrow(/broken laws/);
  }
  expect(() => lawsHold([failed, ...lawful], known)).toThrow(/after the failure/);
});
