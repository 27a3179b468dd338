import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RequestProblem } from "../problem.ts";
import { FakeLink } from "../testing/fake-link.ts";
import { AWAY_LIMIT_MS, InputQueue, UNACKED_LIMIT_BYTES, UNACKED_LIMIT_COUNT } from "./input-queue.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const setUp = () => {
  const link = new FakeLink();
  return { link, queue: new InputQueue({ runId: "ses_1", link }) };
};
type Payload = { key: string; data: string | Uint8Array };
const payloads = (link: FakeLink) => link.of("run:input").map((sent) => sent.payload as Payload);

test("inputs leave at once and in order, each under a key of its own", async () => {
  const { link, queue } = setUp();
  const typed = ["a", "b", "c"].map((text) => queue.write(text));
  expect(payloads(link).map(({ data }) => data)).toEqual(["a", "b", "c"]);
  expect(new Set(payloads(link).map(({ key }) => key)).size).toBe(3);
  for (const sent of link.of("run:input")) sent.answer({ ok: true });
  await expect(Promise.all(typed)).resolves.toHaveLength(3);
});

test("what was not acknowledged is sent again after a reconnect, in order, under the same keys", async () => {
  const { link, queue } = setUp();
  const typed = ["a", "b", "c"].map((text) => queue.write(text));
  link.of("run:input")[0]?.answer({ ok: true });
  const [, second, third] = payloads(link);
  link.cut();
  queue.offline();
  typed.push(queue.write("d"));
  link.online = true;
  queue.online();
  const again = payloads(link).slice(3);
  expect(again.slice(0, 2)).toEqual([second, third]);
  expect(again.map(({ data }) => data)).toEqual(["b", "c", "d"]);
  for (const sent of link.of("run:input").slice(3)) sent.answer({ ok: true });
  await expect(Promise.all(typed)).resolves.toHaveLength(4);
});

test("no more than the limit is on its way; the next leaves when an ack comes", () => {
  const { link, queue } = setUp();
  for (let count = 0; count < UNACKED_LIMIT_COUNT + 5; count += 1) void queue.write("x");
  expect(link.of("run:input")).toHaveLength(UNACKED_LIMIT_COUNT);
  link.of("run:input")[0]?.answer({ ok: true });
  expect(link.of("run:input")).toHaveLength(UNACKED_LIMIT_COUNT + 1);
});

test("a large paste travels in pieces and within the limit of bytes", () => {
  const { link, queue } = setUp();
  const paste = new Uint8Array(UNACKED_LIMIT_BYTES + 1_000_000).map((_, at) => at);
  void queue.write(paste);
  const onTheWay = payloads(link).reduce((sum, { data }) => sum + data.length, 0);
  expect(onTheWay).toBeLessThanOrEqual(UNACKED_LIMIT_BYTES);
  for (let at = 0; at < link.of("run:input").length; at += 1) link.of("run:input")[at]?.answer({ ok: true });
  expect(Buffer.concat(payloads(link).map(({ data }) => Buffer.from(data))).equals(paste)).toBe(true);
});

test("a typed refusal rejects that input and leaves the others alone", async () => {
  const { link, queue } = setUp();
  const typed = [queue.write("a"), queue.write("b")];
  const problem = {
    type: "",
    title: "",
    status: 409,
    code: "session-refused",
    detail: "The session has ended",
  };
  link.of("run:input")[0]?.answer({ ok: false, problem });
  link.of("run:input")[1]?.answer({ ok: true });
  await expect(typed[0]).rejects.toEqual(new RequestProblem(problem));
  await expect(typed[1]).resolves.toBeUndefined();
});

test("input to a connection that stays away for 30 s is given up with a clear error, until it is back", async () => {
  const { link, queue } = setUp();
  link.cut();
  queue.offline();
  const typed = queue.write("rm -rf build");
  const outcome = expect(typed).rejects.toThrow("The connection has been away for 30 s");
  await vi.advanceTimersByTimeAsync(AWAY_LIMIT_MS - 1);
  expect(link.of("run:input")).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  await outcome;
  await expect(queue.write("x")).rejects.toThrow("away for 30 s");
  link.online = true;
  queue.online();
  void queue.write("y");
  expect(payloads(link).map(({ data }) => data)).toEqual(["y"]);
});
