import type { TranscriptItem, TranscriptNode } from "@dispatch/protocol/agent/transcript-item";
import { expect, test } from "vitest";
import { pathTo, turnsOf } from "./turns.ts";

const said = (seq: number, role: "user" | "agent", isSteering?: true): TranscriptItem => ({
  type: "message",
  role,
  text: `${seq} `,
  messageId: `m${seq}`,
  seq,
  lastSeq: seq,
  at: seq,
  state: "complete",
  ...(isSteering && { isSteering }),
});
const node = (item: TranscriptItem, ...children: TranscriptNode[]): TranscriptNode => ({ item, children });
const nodes = [
  node(said(2, "user")),
  node(said(4, "agent"), node(said(5, "agent")), node(said(9, "agent"), node(said(11, "agent")))),
  node(said(7, "user", true)),
  node(said(12, "user")),
];
const path = (seq: number) => pathTo(nodes, seq).map(({ item }) => item.seq);

test("a turn begins with what was said to the agent, and not with what was said while it worked", () => {
  expect(turnsOf(nodes)).toEqual([
    { seq: 2, text: "2", at: 2 },
    { seq: 12, text: "12", at: 12 },
  ]);
});

test("the way to an item leads through the tools around it", () => {
  expect([path(2), path(5), path(11)]).toEqual([[2], [4, 5], [4, 9, 11]]);
});

test("to what is not shown itself the way ends at what is shown before it", () => {
  expect([path(3), path(100), path(1)]).toEqual([[2], [12], [2]]);
});
