import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { Replay, stepsOf } from "../testing/recording.ts";
import { replayTests } from "../testing/replay-tests.ts";
import { beginOn } from "./opencode.ts";
import { recordedServer } from "./testing/recorded-server.ts";

const folder = join(import.meta.dirname, "recordings");

replayTests("OpenCode", {
  folder,
  connect: (needs, wire) => beginOn(recordedServer(wire), needs),
  tellsUsage: () => true,
  noise: [
    { event: { type: "weather", properties: {} } },
    { event: { type: "message.updated" } },
    { event: "good morning" },
    { request: 999, result: {} },
  ],
});

afterEach(() => void vi.useRealTimers());

test("a server that does not heed an interrupt is ended, and so is the turn", async () => {
  const steps = stepsOf(folder, "interrupted");
  const end = steps.findIndex((step) => "interrupted" in step);
  const ended = Promise.withResolvers<void>();
  await using replay = new Replay((needs, wire) => {
    const server = recordedServer(wire);
    const close = () => server.close().then(ended.resolve);
    return beginOn({ ...server, close }, needs);
  });
  await replay.play(steps.slice(0, end));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  await replay.play(steps.slice(end, end + 1));
  expect(replay.items.at(-1)?.channel).not.toBe("driver:failed");
  vi.advanceTimersByTime(5_000);
  await ended.promise;
  expect(replay.items.slice(-2)).toMatchObject([
    { channel: "driver:turn-ended", payload: { outcome: "failed", fault: { code: "agent-died" } } },
    { channel: "driver:failed", payload: { code: "agent-died" } },
  ]);
});
