import type { SessionEvent } from "@dispatch/protocol/events";
import { expect, test } from "vitest";
import { AgentStage } from "./agent-stage.svelte.ts";
import { TerminalStage } from "./terminal-stage.ts";

const pagesOf = (events: readonly SessionEvent[]) => ({
  after: (seq: number) => Promise.resolve(events.filter((event) => event.seq > seq).slice(0, 40)),
});

function terminal(length: number) {
  const events = Array.from({ length }, (_, index): SessionEvent => ({
    seq: index + 1,
    at: index,
    channel: "terminal:output",
    payload: Buffer.from(`${index + 1} `),
  }));
  let text = "";
  const asked: number[] = [];
  const stage = new TerminalStage({
    pages: pagesOf(events),
    // The screen of an even event is the one before it, as where an event ends within a character.
    screenAt: (at) => {
      asked.push(at);
      const seq = at % 2 === 0 ? at - 1 : at;
      const restore = events
        .slice(0, seq)
        .map(({ seq }) => `${seq} `)
        .join("");
      return Promise.resolve({
        seq,
        restore,
        cols: 80,
        rows: 24,
        title: "",
        text: "",
        cursor: { x: 0, y: 0 },
      });
    },
    onSize: () => undefined,
  });
  stage.showOn({
    restore: ({ restore }) => Promise.resolve(void (text = restore)),
    write: (data) => Promise.resolve(void (text += Buffer.from(data).toString())),
    adopt: () => Promise.resolve(),
    afterWrites: () => Promise.resolve(),
  });
  return { stage, asked, shown: () => text.trim().split(" ").map(Number) };
}

test("a terminal shows exactly the events up to the place, wherever one comes from", async () => {
  const { stage, asked, shown } = terminal(900);
  for (const seq of [500, 510, 4, 899, 898, 500, 501, 900, 1]) {
    await stage.seek(seq);
    expect(shown()).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
  }
  // What is near is played, and a screen that was had before is not asked for again.
  expect(asked).toEqual([500, 4, 899, 898, 1]);
});

function conversation(turns: number) {
  const events: SessionEvent[] = [];
  const say = (event: object) =>
    events.push({ seq: events.length + 1, at: events.length, ...event } as SessionEvent);
  for (let turn = 1; turn <= turns; turn++) {
    say({ channel: "agent:message", payload: { role: "user", text: `ask ${turn}`, messageId: `u${turn}` } });
    say({ channel: "agent:tool_use", payload: { toolUseId: `t${turn}`, tool: "run", input: {} } });
    say({
      channel: "agent:tool_result",
      payload: { toolUseId: `t${turn}`, tool: "run", output: "ok", isError: false },
    });
    say({ channel: "session:completed", payload: { summary: "", outcome: "completed" } });
  }
  return new AgentStage(pagesOf(events));
}

test("a conversation is as it was then, also on the way back", async () => {
  const stage = conversation(300);
  const fresh = async (seq: number) => {
    const other = conversation(300);
    await other.seek(seq);
    return other.nodes;
  };
  for (const seq of [1_200, 2, 1_199, 900, 903, 1]) {
    await stage.seek(seq);
    expect([stage.seq, stage.nodes]).toEqual([seq, await fresh(seq)]);
  }
  await stage.seek(2);
  expect(stage.nodes.map(({ item }) => (item.type === "tool" ? item.state : item.type))).toEqual([
    "message",
    "running",
  ]);
});
