import { expect, test } from "vitest";
import type { NewEvent, SessionEvent } from "../events.ts";
import { ApprovalId, SnapshotId } from "../ids.ts";
import { Transcript, beginsAnew } from "./transcript.ts";
import { TranscriptState } from "./transcript-item.ts";

const asked = ApprovalId.parse("apr_0123456789abcdefghij");
const other = ApprovalId.parse("apr_1123456789abcdefghij");
const snapshotId = SnapshotId.parse("snp_0123456789abcdefghij");
const usage = {
  inputTokens: 10,
  outputTokens: 5,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  costUsd: 0.02,
  contextTokens: 9,
  contextWindow: 100,
};
const output = (messageId: string, text: string, type: "text" | "thinking" = "text"): NewEvent => ({
  channel: "agent:output",
  payload: { messageId, text, type },
});
const said = (messageId: string, text: string, more: object = {}): NewEvent => ({
  channel: "agent:message",
  payload: { role: "agent", messageId, text, ...more },
});
const use = (toolUseId: string, more: object = {}): NewEvent => ({
  channel: "agent:tool_use",
  payload: { toolUseId, tool: "Bash", input: { command: "make" }, ...more },
});
const result = (toolUseId: string, more: object = {}): NewEvent => ({
  channel: "agent:tool_result",
  payload: { toolUseId, tool: "Bash", output: "ok\n", isError: false, ...more },
});
const status = (to: "pending" | "running" | "idle" | "ended", more: object = {}): NewEvent => ({
  channel: "session:status",
  payload: { status: to, ...more },
});
const completed = (outcome: "completed" | "interrupted" = "completed"): NewEvent => ({
  channel: "session:completed",
  payload: { summary: "Done.", outcome },
});
const turn = (number: number, ...messageIds: string[]): NewEvent => ({
  channel: "agent:turn",
  payload: { turn: number, messageIds },
});
const numbered = (events: readonly NewEvent[]) =>
  events.map((event, index) => ({ ...event, seq: index + 1, at: 1000 * (index + 1) }));
const fold = (events: readonly SessionEvent[], transcript = new Transcript()) => {
  for (const event of events) transcript.apply(event);
  return transcript;
};
const folded = (...events: NewEvent[]) => fold(numbered(events)).state;

/** A session with everything that can be in one. */
const recorded = numbered([
  status("pending"),
  status("running"),
  said("u1", "mend it", { role: "user", by: { name: "ada" } }),
  { channel: "agent:snapshot", payload: { messageId: "u1", snapshotId } },
  turn(1, "u1"),
  { channel: "agent:mode", payload: { model: "big" } },
  output("t1", "hm", "thinking"),
  output("t1", "m", "thinking"),
  output("m1", "I lo"),
  output("m1", "ok."),
  said("m1", "I look."),
  { channel: "agent:plan", payload: { entries: [{ content: "look", status: "pending" }] } },
  use("a"),
  {
    channel: "session:waiting_for_input",
    payload: { approvalId: asked, type: "permission", prompt: "Run make?", toolUseId: "a", tool: "Bash" },
  },
  { channel: "agent:queued", payload: { messageId: "u2", text: "then test" } },
  { channel: "agent:queued", payload: { messageId: "u3", text: "never" } },
  said("u4", "quick", { role: "user", isSteering: true }),
  {
    channel: "session:answered",
    payload: { approvalId: asked, decision: "allow", by: { name: "ada" }, at: 1 },
  },
  { channel: "agent:tool_output", payload: { toolUseId: "a", text: "o" } },
  use("agent", { tool: "Task", kind: "agent" }),
  use("b", { parentToolUseId: "agent" }),
  output("s1", "sub", "text"),
  result("b", { isError: true }),
  result("a"),
  {
    channel: "session:answered",
    payload: { approvalId: other, decision: "deny", by: "rule", at: 2, toolUseId: "agent" },
  },
  { channel: "agent:plan", payload: { entries: [{ content: "look", status: "completed" }] } },
  { channel: "agent:notice", payload: { code: "retry", text: "again" } },
  { channel: "agent:unqueued", payload: { messageId: "u3" } },
  { channel: "agent:usage", payload: usage },
  completed(),
  said("u2", "then test", { role: "user" }),
  turn(2, "u2"),
  output("m2", "half a sent"),
  use("late"),
  status("ended", { outcome: "lost", reason: "the runner died" }),
  status("pending"),
  turn(3),
  result("late", { output: "still" }),
  said("m3", "By myself."),
  completed("interrupted"),
  { channel: "agent:usage", payload: usage },
  status("idle"),
]);

test("pieces of a message are replaced by the whole one, in its place", () => {
  const { items } = folded(output("m", "He"), use("a"), output("m", "llo"), said("m", "Hello!"));
  expect(items).toMatchObject([
    { type: "message", role: "agent", text: "Hello!", state: "complete", seq: 1, lastSeq: 4 },
    { type: "tool", state: "running", seq: 2 },
  ]);
});

test("what was cut off is shown as far as it came", () => {
  const { items } = folded(
    turn(1),
    output("m", "half a sent"),
    use("a"),
    status("ended", { outcome: "lost" }),
  );
  expect(items).toMatchObject([
    { type: "turn" },
    { type: "message", text: "half a sent", state: "cut" },
    { type: "tool", state: "unfinished" },
    { type: "ended", outcome: "lost" },
  ]);
});

test("a message has the snapshot that was made before it", () => {
  expect(fold(recorded).items[0]).toMatchObject({ text: "mend it", snapshotId });
});

test("a tool holds its question, its answer and what it gave", () => {
  const state = fold(recorded).state;
  expect(state.items.find((item) => item.type === "tool" && item.toolUseId === "a")).toMatchObject({
    state: "done",
    output: "ok\n",
    approval: { approvalId: asked, prompt: "Run make?", answer: { decision: "allow", by: { name: "ada" } } },
  });
  expect(state.items.find((item) => item.type === "tool" && item.tool === "Task")).toMatchObject({
    state: "denied",
    approval: { answer: { by: "rule" } },
  });
});

test("a sub-agent's items belong to the tool that began it", () => {
  const { items } = fold(recorded);
  const parent = items.find((item) => item.type === "tool" && item.tool === "Task");
  expect(items.find((item) => item.type === "tool" && item.toolUseId === "b")).toMatchObject({
    parent: parent?.seq,
    state: "failed",
  });
});

test("a queued message waits beside the transcript until it is given or taken back", () => {
  const queued = (count: number) => fold(recorded.slice(0, count)).queued.map(({ messageId }) => messageId);
  expect([queued(16), queued(28), queued(31)]).toEqual([["u2", "u3"], ["u2"], []]);
  expect(
    fold(recorded).items.filter((item) => item.type === "message" && item.messageId === "u2").length,
  ).toBe(1);
});

test("a turn ends with its outcome, its time and what it cost, also where that is told late", () => {
  const { items } = fold(recorded);
  const ends = items.filter((item) => item.type === "turn-end");
  expect(ends).toMatchObject([
    { turn: 1, outcome: "completed", usage, ms: 25_000 },
    { turn: 3, outcome: "interrupted", usage },
  ]);
});

test("thinking ends with what comes next; a question stands for itself until it is answered", () => {
  const questions = [{ question: "Which?", options: [{ label: "A" }], multiSelect: false }];
  const ask: NewEvent = {
    channel: "session:waiting_for_input",
    payload: { approvalId: asked, type: "question", prompt: "Which?", questions, toolUseId: "a" },
  };
  const answer: NewEvent = {
    channel: "session:answered",
    payload: { approvalId: asked, decision: "allow", by: "expiry", at: 3, answers: { "Which?": "A" } },
  };
  expect(folded(output("t", "hm", "thinking"), use("a"), ask, answer).items).toMatchObject([
    { type: "thinking", state: "complete" },
    { type: "tool", state: "running" },
    { type: "approval", ask: "question", questions, answer: { answers: { "Which?": "A" } } },
  ]);
});

test("law: it is the same whether folded at once, from any kept state on, or with events that come again", () => {
  const whole = fold(recorded).state;
  expect(TranscriptState.parse(whole)).toEqual(whole);
  for (let cut = 0; cut <= recorded.length; cut += 1) {
    const kept = JSON.parse(JSON.stringify(fold(recorded.slice(0, cut)).state)) as TranscriptState;
    expect(fold(recorded.slice(cut), Transcript.of(kept)).state).toEqual(whole);
    expect(fold(recorded, Transcript.of(kept)).state).toEqual(whole);
    expect(fold([...recorded.slice(Math.max(0, cut - 7))], fold(recorded.slice(0, cut))).state).toEqual(
      whole,
    );
  }
});

test("law: parts that begin anew, settled by what comes after, are together the whole", () => {
  const whole = fold(recorded).state.items;
  const starts = [0, ...recorded.flatMap((event, index) => (beginsAnew(event) ? [index] : []))];
  expect(starts.length).toBe(4);
  const parts = starts.flatMap((start, index) => {
    const end = starts[index + 1] ?? recorded.length;
    const part = fold(recorded.slice(start, end));
    for (const event of recorded.slice(end)) part.settle(event);
    return part.items;
  });
  expect(parts).toEqual(whole);
});

test("an item that changes is another object, and only that one", () => {
  const transcript = fold(recorded.slice(0, 9));
  const before = [...transcript.items];
  const changed = transcript.apply(recorded[9] as SessionEvent);
  expect(transcript.items.filter((item, index) => item !== before[index])).toEqual([changed]);
});
