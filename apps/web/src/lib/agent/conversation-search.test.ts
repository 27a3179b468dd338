import type { TranscriptItem } from "@dispatch/protocol/agent/transcript-item";
import { expect, test } from "vitest";
import { ConversationSearch } from "./conversation-search.svelte.ts";

const said = (seq: number, text: string): TranscriptItem => ({
  type: "message",
  role: "agent",
  text,
  messageId: `m${seq}`,
  seq,
  lastSeq: seq,
  at: seq,
  state: "complete",
});

function setUp(parts: readonly (readonly TranscriptItem[])[], fails = false) {
  const rest = [...parts];
  const shown: number[] = [];
  const agent = {
    items: rest.pop() ?? [],
    nodes: [],
    get hasEarlier() {
      return rest.length > 0;
    },
    showEarlier: () => {
      if (fails) return Promise.reject(new Error("away"));
      agent.items = [...(rest.pop() ?? []), ...agent.items];
      return Promise.resolve();
    },
  };
  const to = (seq: number) => {
    shown.push(seq);
    return Promise.resolve(true);
  };
  const search = new ConversationSearch(agent, { to });
  search.open();
  return { search, shown };
}

test("the newest hit is shown at once, then what is further back is read and counted", async () => {
  const { search, shown } = setUp([
    [said(1, "an Apple"), said(2, "pear")],
    [said(3, "apple pie")],
    [said(4, "APPLE"), said(5, "x")],
  ]);
  await search.look("apple");
  expect([search.hits, search.place, shown]).toEqual([[1, 3, 4], 3, [4]]);
  await search.previous();
  await search.previous();
  await search.previous();
  expect([search.place, shown]).toEqual([3, [4, 3, 1, 4]]);
  expect([search.isReading, search.isPaused]).toEqual([false, false]);
});

test("the only hit is shown although it is far back", async () => {
  const { search, shown } = setUp([[said(1, "needle")], [said(2, "hay")], [said(3, "hay")]]);
  await search.look("needle");
  expect([shown, search.place]).toEqual([[1], 1]);
});

test("a single letter is not looked for, and what cannot be read is said", async () => {
  const { search, shown } = setUp([[said(1, "abc")], [said(2, "abc")]], true);
  await search.look("a");
  expect([search.hits, shown]).toEqual([[], []]);
  await search.look("abc");
  expect([search.hits, search.isPaused]).toEqual([[2], true]);
});
