import { expect, test } from "vitest";
import { Transcript } from "@dispatch/protocol/agent/transcript";
import type { TranscriptItem } from "@dispatch/protocol/agent/transcript-item";
import type { NewEvent, SessionEvent } from "@dispatch/protocol/events";
import type { EventLog } from "../../domain/log/event-log.ts";
import { transcriptPart } from "./transcript-part.ts";

/** A log in memory, which counts what is read of it. */
function logOf(events: readonly NewEvent[]) {
  const all = events.map((event, index) => ({ ...event, seq: index + 1, at: 1000 + index }));
  const read = { events: 0 };
  const log: Pick<EventLog, "readEvents" | "head"> = {
    head: () => ({ seq: all.length, at: 0 }),
    readEvents: (_, after, limits) => {
      const page = all.slice(after, after + limits.events);
      read.events += page.length;
      return Promise.resolve(page);
    },
  };
  return { log: log as EventLog, all, read };
}

const turns = (count: number, deltas: number): NewEvent[] =>
  Array.from({ length: count }, (_, turn): NewEvent[] => [
    { channel: "agent:message", payload: { role: "user", text: "go", messageId: `u${turn}` } },
    { channel: "agent:turn", payload: { turn: turn + 1, messageIds: [`u${turn}`] } },
    { channel: "agent:tool_use", payload: { toolUseId: `t${turn}`, tool: "Bash", input: {} } },
    // What the turn before left in the background ends now.
    {
      channel: "agent:tool_result",
      payload: { toolUseId: `t${turn - 1}`, tool: "Bash", output: "x", isError: false },
    },
    ...Array.from({ length: deltas }, (): NewEvent => ({
      channel: "agent:output",
      payload: { text: "a", type: "text", messageId: `m${turn}` },
    })),
    { channel: "session:completed", payload: { summary: "", outcome: "completed" } },
  ]).flat();

function whole(all: readonly SessionEvent[]): readonly TranscriptItem[] {
  const transcript = new Transcript();
  for (const event of all) transcript.apply(event);
  return transcript.items;
}

test("parts from the end to the beginning are together the whole", async () => {
  const { log, all } = logOf(turns(40, 70));
  let items: TranscriptItem[] = [];
  for (let before = all.length + 1; before > 1;) {
    const part = await transcriptPart(log, 1, { before, items: 7, queued: [] });
    expect(part.items.length).toBeGreaterThanOrEqual(Math.min(7, before));
    items = [...part.items, ...items];
    before = part.begins;
  }
  expect(items).toEqual(whole(all));
});

test("the end of a long thread is read without its beginning", async () => {
  const { log, all, read } = logOf(turns(100, 70));
  const part = await transcriptPart(log, 1, { items: 20, queued: [] });
  expect(all.length).toBeGreaterThan(5_000);
  expect(read.events).toBeLessThan(1_100);
  expect(part.lastSeq).toBe(all.length);
  expect(part.items).toEqual(whole(all).slice(-part.items.length));
});

test("a turn without an end is cut where it is too long to be read at once", async () => {
  const { log, all } = logOf([...turns(1, 0), ...turns(1, 30_000)]);
  const part = await transcriptPart(log, 1, { items: 20, queued: [] });
  expect(all.length - part.begins).toBe(19_999);
  expect(part.items).toMatchObject([{ type: "message", role: "agent" }, { type: "turn-end" }]);
});

test("what waits is what was known to, and what the log tells since", async () => {
  const { log } = logOf([
    ...turns(1, 0),
    { channel: "agent:message", payload: { role: "user", text: "given", messageId: "given" } },
    { channel: "agent:queued", payload: { messageId: "new", text: "new" } },
  ]);
  const queued = ["given", "old"].map((messageId) => ({ messageId, text: messageId }));
  const part = await transcriptPart(log, 1, { items: 1, queued });
  expect(part.queued.map(({ messageId }) => messageId)).toEqual(["old", "new"]);
});
