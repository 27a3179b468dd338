import type { SessionEvent } from "@dispatch/protocol/events";
import type { RunEvent } from "@dispatch/protocol/socket";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeLink } from "../testing/fake-link.ts";
import { Attachment, type AttachOptions } from "./attachment.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const session = { id: "ses_1", lastSeq: 0 };
const screenAt = (seq: number) => ({
  seq,
  cols: 80,
  rows: 24,
  title: "",
  text: `screen ${seq}`,
  restore: "",
  cursor: { x: 0, y: 0 },
});
const event = (seq: number, bytes = 1): RunEvent => ({
  runId: "ses_1",
  seq,
  at: 0,
  channel: "terminal:output",
  payload: new Uint8Array(bytes),
});

function setUp(options: Partial<AttachOptions> = {}) {
  const link = new FakeLink();
  const seen: (number | string)[] = [];
  let ends = 0;
  const attachment = new Attachment({
    runId: "ses_1",
    link,
    onEnd: () => (ends += 1),
    options: {
      onEvent: (given: SessionEvent) => void seen.push(given.seq),
      onScreen: (screen) => void seen.push(screen.text),
      onLive: () => void seen.push("live"),
      ...options,
    },
  });
  attachment.connected();
  const attached = (seq: number, more: object = {}) =>
    link.last("run:attach").answer({ ok: true, seq, session, ...more });
  const reconnect = () => {
    link.cut();
    attachment.disconnected();
    link.online = true;
    attachment.connected();
  };
  const asked = () =>
    link.of("run:attach").map(({ payload }) => payload as { afterSeq?: number; screen?: boolean });
  return { link, seen, attachment, attached, reconnect, asked, ends: () => ends };
}

test("a screen comes first, then what follows it, and a reconnect goes on by cursor without a screen", () => {
  const { seen, attachment, attached, reconnect, asked } = setUp({ screen: true });
  attached(7, { screen: screenAt(7) });
  for (const seq of [8, 9]) attachment.received(event(seq));
  reconnect();
  attached(10);
  for (const seq of [10, 11]) attachment.received(event(seq));
  expect(asked().map(({ afterSeq, screen }) => ({ afterSeq, screen }))).toEqual([
    { afterSeq: undefined, screen: true },
    { afterSeq: 9, screen: true },
  ]);
  expect(seen).toEqual(["screen 7", "live", 8, 9, 10, "live", 11]);
  expect([attachment.seq, attachment.head]).toEqual([11, 11]);
});

test("events that were given already are dropped, and a hole makes it attach again by cursor", () => {
  const { seen, attachment, attached, asked } = setUp();
  attached(2);
  for (const seq of [1, 2, 2, 1, 3, 5]) attachment.received(event(seq));
  expect([seen, asked().map(({ afterSeq }) => afterSeq), attachment.head]).toEqual([
    [1, 2, "live", 3],
    [0, 3],
    5,
  ]);
});

test("what was in flight from the attachment before is not heard once it attaches again", () => {
  const { seen, attachment, attached } = setUp();
  attached(1);
  for (const seq of [1, 3, 4, 2]) attachment.received(event(seq));
  attached(4);
  for (const seq of [2, 3, 4]) attachment.received(event(seq));
  expect(seen).toEqual([1, "live", 2, 3, 4, "live"]);
});

test("an answer to an attach of an earlier connection changes nothing", () => {
  const { link, seen, attachment, reconnect } = setUp();
  const late = link.last("run:attach");
  reconnect();
  late.answer({ ok: true, seq: 0, session });
  attachment.received(event(1));
  expect(seen).toEqual([]);
});

test("a reader that fell behind is shown the screen that is sent, and goes on after it", () => {
  const { seen, attachment, attached } = setUp({ screen: true });
  attached(1, { screen: screenAt(1) });
  attachment.behind({ runId: "ses_1", seq: 90, screen: screenAt(90) });
  for (const seq of [2, 90, 91]) attachment.received(event(seq));
  expect(seen).toEqual(["screen 1", "live", "screen 90", 91]);
});

test("a reader that fell behind without a screen asks for one, or goes on by cursor if it reads the history", async () => {
  const shown = setUp({ screen: true });
  shown.attached(1, { screen: screenAt(1) });
  shown.attachment.behind({ runId: "ses_1", seq: 90 });
  await vi.advanceTimersByTimeAsync(200);
  expect(shown.asked()[1]).toEqual({ runId: "ses_1", window: 512 * 1024, screen: true });

  const history = setUp();
  history.attached(1);
  history.attachment.received(event(1));
  history.attachment.behind({ runId: "ses_1", seq: 90 });
  await vi.advanceTimersByTimeAsync(200);
  expect(history.asked()[1]).toMatchObject({ afterSeq: 1 });
});

test("a spoiled picture is painted anew from a screen, and what is typed is not lost by it", async () => {
  const { link, seen, attachment, attached, asked } = setUp({ screen: true });
  attached(1, { screen: screenAt(1) });
  const typed = attachment.input("x");
  link.cut();
  attachment.disconnected();
  attachment.refresh();
  link.online = true;
  attachment.connected();
  expect(asked().at(-1)).toMatchObject({ screen: true });
  attached(5, { screen: screenAt(5) });
  attachment.received(event(6));
  link.last("run:input").answer({ ok: true });
  await typed;
  expect(seen).toEqual(["screen 1", "live", "screen 5", "live", 6]);
});

test("a session without a screen is read from its first event", () => {
  const { seen, attachment, attached, asked } = setUp({ screen: true });
  attached(1);
  attached(1);
  attachment.received(event(1));
  expect([asked()[1]?.afterSeq, seen]).toEqual([0, [1, "live"]]);
});

test("acks are sent when a quarter of the window was consumed, and wait for the painter", async () => {
  const painted: (() => void)[] = [];
  const { link, attachment, attached } = setUp({
    window: 16 * 1024,
    onEvent: () => new Promise<void>((resolve) => painted.push(resolve)),
  });
  attached(8);
  for (let seq = 1; seq <= 4; seq += 1) attachment.received(event(seq, 2048));
  expect(link.told).toEqual([]);
  for (const done of painted) done();
  await vi.advanceTimersByTimeAsync(0);
  expect(link.told.map(({ payload }) => payload)).toEqual([
    { runId: "ses_1", seq: 2 },
    { runId: "ses_1", seq: 4 },
  ]);
});

test("a painter that is a whole window behind is given nothing more, reconnect or not, until it catches up", async () => {
  const painted: (() => void)[] = [];
  const { attachment, attached, reconnect, asked } = setUp({
    window: 16 * 1024,
    onEvent: () => new Promise<void>((resolve) => painted.push(resolve)),
  });
  attached(1);
  attachment.received(event(1, 16 * 1024));
  reconnect();
  expect(asked()).toHaveLength(1);
  painted[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked().map(({ afterSeq }) => afterSeq)).toEqual([0, 1]);
});

test("a passing refusal is tried again, a final one ends the attachment and is told once", async () => {
  const problems: string[] = [];
  const { link, attachment, asked, ends } = setUp({ onProblem: ({ code }) => void problems.push(code) });
  const refuse = (status: number, code: string) =>
    link
      .last("run:attach")
      .answer({ ok: false, problem: { type: "", title: "", status, code, detail: code } });
  refuse(503, "storage-unavailable");
  await vi.advanceTimersByTimeAsync(5_000);
  expect([asked().length, problems]).toEqual([2, []]);
  refuse(404, "session-not-found");
  expect([problems, ends()]).toEqual([["session-not-found"], 1]);
  await expect(attachment.input("x")).rejects.toMatchObject({ code: "session-not-found" });
});

test("an attach that is not answered drops the connection", async () => {
  const { link } = setUp();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(link.drops).toBe(1);
});

test("the newest size reaches the server, also when the connection was lost before it was acknowledged", () => {
  const { link, attachment, attached, reconnect } = setUp();
  attached(0);
  attachment.resize({ cols: 80, rows: 24 });
  attachment.resize({ cols: 100, rows: 30 });
  reconnect();
  expect(link.of("run:resize").map(({ payload }) => (payload as { cols: number }).cols)).toEqual([
    80, 100, 100,
  ]);
  link.last("run:resize").answer({ ok: true });
  reconnect();
  expect(link.of("run:resize")).toHaveLength(3);
});

test("a channel of a newer server is counted and not delivered", () => {
  const { seen, attachment, attached } = setUp();
  attached(2);
  attachment.received({ ...event(1), channel: "agent:dream", payload: {} } as never);
  attachment.received(event(2));
  expect([seen, attachment.seq]).toEqual([[2, "live"], 2]);
});

test("after detaching nothing is delivered and input is refused", async () => {
  const { link, seen, attachment, attached, ends } = setUp();
  attached(1);
  attachment.detach();
  attachment.detach();
  attachment.received(event(1));
  expect([seen, ends(), link.told]).toEqual([[], 1, [{ event: "run:detach", payload: { runId: "ses_1" } }]]);
  await expect(attachment.input("x")).rejects.toThrow("detached");
});
