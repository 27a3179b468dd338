import { Transcript } from "@dispatch/protocol/agent/transcript";
import type { SessionEvent } from "@dispatch/protocol/events";
import { expect, test } from "vitest";
import { shownNodes } from "./shown-items.ts";

function shown(...events: readonly { channel: string; payload: object }[]) {
  const transcript = new Transcript();
  events.forEach((event, index) => transcript.apply({ seq: index + 1, at: index, ...event } as SessionEvent));
  return shownNodes(transcript.items).map(({ item, children }) =>
    item.type === "mode"
      ? `mode ${item.model ?? ""}${item.mode ?? ""}`
      : children.length === 0
        ? item.type
        : { [item.type]: children.map((child) => child.item.type) },
  );
}

test("what a sub-agent does stands inside the tool that began it", () => {
  expect(
    shown(
      { channel: "agent:turn", payload: { turn: 1, messageIds: [] } },
      { channel: "agent:tool_use", payload: { toolUseId: "a", tool: "Task", input: {} } },
      {
        channel: "agent:tool_use",
        payload: { toolUseId: "b", tool: "Read", input: {}, parentToolUseId: "a" },
      },
      { channel: "agent:message", payload: { role: "agent", text: "Done.", messageId: "m" } },
    ),
  ).toEqual([{ tool: ["tool"] }, "message"]);
});

test("the first model and mode are how it began; another one later is told", () => {
  expect(
    shown(
      { channel: "agent:mode", payload: { model: "big", mode: "ask" } },
      { channel: "agent:mode", payload: { model: "big" } },
      { channel: "agent:mode", payload: { model: "big", mode: "plan" } },
    ),
  ).toEqual(["mode plan"]);
});

test("a failure is told once, by the error and not by what waits in the inbox too", () => {
  expect(
    shown(
      { channel: "session:error", payload: { code: "overloaded", error: "Try later." } },
      {
        channel: "session:waiting_for_input",
        payload: { approvalId: "apr_1", type: "failure", prompt: "Try later." },
      },
      {
        channel: "session:waiting_for_input",
        payload: { approvalId: "apr_2", type: "question", prompt: "Which?" },
      },
    ),
  ).toEqual(["error", "approval"]);
});
