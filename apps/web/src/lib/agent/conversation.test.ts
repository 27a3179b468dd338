import { Transcript } from "@dispatch/protocol/agent/transcript";
import type { TranscriptPage } from "@dispatch/protocol/agent/transcript-item";
import type { SessionEvent } from "@dispatch/protocol/events";
import { expect, test } from "vitest";
import { Conversation } from "./conversation.ts";

/** Turns of four events each: a message, the turn, what is said to it, its end. */
const events = Array.from({ length: 5 }, (_, index) => [
  { channel: "agent:message", payload: { role: "user", text: `q${index}`, messageId: `u${index}` } },
  { channel: "agent:turn", payload: { turn: index + 1, messageIds: [`u${index}`] } },
  { channel: "agent:message", payload: { role: "agent", text: `a${index}`, messageId: `m${index}` } },
  { channel: "session:completed", payload: { outcome: "completed", summary: "" } },
])
  .flat()
  .map((event, index) => ({ ...event, seq: index + 1, at: index }) as SessionEvent);

const whole = new Transcript();
for (const event of events) whole.apply(event);

function page(from: number, to: number): TranscriptPage {
  const part = Transcript.of({ items: [], queued: [], lastSeq: from - 1 });
  for (const event of events.slice(from - 1, to)) part.apply(event);
  const offers = { models: [], modes: [], commands: [] };
  return { ...part.state, nextCursor: from > 1 ? String(from) : null, offers };
}

test("a page with the events behind it and the pages in front of it is the whole", () => {
  const conversation = new Conversation(page(13, 16));
  for (const event of events.slice(10)) conversation.apply(event);
  conversation.prepend(page(5, 12));
  expect(conversation.cursor).toBe("5");
  conversation.prepend(page(1, 4));
  expect([conversation.items, conversation.cursor, conversation.lastSeq]).toEqual([whole.items, null, 20]);
});

test("what is let go of can be had again: the cursor names it", () => {
  const conversation = new Conversation(page(9, 20));
  conversation.prepend(page(1, 8));
  expect(conversation.trim(5)).toBe(true);
  expect([conversation.items[0], conversation.cursor]).toMatchObject([{ text: "q3" }, "13"]);
  conversation.prepend(page(1, 12));
  expect(conversation.items).toEqual(whole.items);
  // A newest part that is all there is to keep lets go of those in front of it alone.
  expect([conversation.trim(1_000), conversation.cursor]).toEqual([true, "13"]);
  expect(conversation.trim(1_000)).toBe(false);
});

test("a tool that was left running in an earlier part is settled by a live event", () => {
  const conversation = new Conversation(page(17, 20));
  const earlier = page(13, 16);
  conversation.prepend({
    ...earlier,
    items: [
      ...earlier.items,
      {
        type: "tool",
        seq: 15,
        lastSeq: 15,
        at: 1,
        toolUseId: "t",
        tool: "Bash",
        input: {},
        state: "unfinished",
        output: "",
      },
    ],
  });
  conversation.apply({
    seq: 21,
    at: 21,
    channel: "agent:tool_result",
    payload: { toolUseId: "t", tool: "Bash", output: "late", isError: false },
  });
  expect(conversation.items.find(({ type }) => type === "tool")).toMatchObject({
    state: "done",
    output: "late",
  });
});
