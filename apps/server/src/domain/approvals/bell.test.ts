import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Approval } from "@dispatch/protocol/agent/approval";
import { newId } from "@dispatch/protocol/ids";
import { Bell } from "./bell.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ownerId = newId("usr");
const sessionId = newId("ses");
const approval = (state: Approval["state"] = "open"): Approval => ({
  id: newId("apr"),
  type: "permission",
  state,
  rank: 1,
  sessionId,
  sessionTitle: "mend the engine",
  workspaceId: newId("wsp"),
  ownerId,
  prompt: "Run rm x?",
  answers: { message: true, input: true },
  createdAt: "2026-01-01T00:00:00.000Z",
});

function hang({ note = () => Promise.resolve(true) } = {}) {
  const heard: string[] = [];
  const watch = { is: false };
  const bell = new Bell({
    graceMs: 2000,
    isWatched: () => watch.is,
    note,
    logger: pino({ level: "silent" }),
  });
  bell.subscribe(({ type }) => heard.push(type));
  const tell = (of: Approval) => bell.changed({ ownerId, approval: of });
  return { bell, heard, watch, tell };
}

test("what is still open after the grace time rings once, and is withdrawn when it is answered", async () => {
  const { heard, tell } = hang();
  const asked = approval();
  tell(asked);
  await vi.advanceTimersByTimeAsync(1999);
  expect(heard).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(heard).toEqual(["called"]);
  tell(asked);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard).toEqual(["called"]);
  tell({ ...asked, state: "answered" });
  tell({ ...asked, state: "answered" });
  expect(heard).toEqual(["called", "withdrawn"]);
});

test("what is answered within the grace time, or by a rule at once, rings never", async () => {
  const { heard, tell } = hang();
  const asked = approval();
  tell(asked);
  await vi.advanceTimersByTimeAsync(1000);
  tell({ ...asked, state: "answered" });
  tell(approval("answered"));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard).toEqual([]);
});

test("it is silent while its owner looks on, and rings a grace time after they have left", async () => {
  const { bell, heard, watch, tell } = hang();
  watch.is = true;
  tell(approval());
  await vi.advanceTimersByTimeAsync(60_000);
  bell.presenceChanged(sessionId);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual([]);
  watch.is = false;
  bell.presenceChanged(newId("ses"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual([]);
  bell.presenceChanged(sessionId);
  await vi.advanceTimersByTimeAsync(2000);
  expect(heard).toEqual(["called"]);
});

test("what rang before the server was started anew rings no more, and is withdrawn all the same", async () => {
  const { bell, heard, tell } = hang();
  const asked = approval();
  bell.known({ ownerId, approval: asked }, true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard).toEqual([]);
  tell({ ...asked, state: "expired" });
  expect(heard).toEqual(["withdrawn"]);
});

test("with its session it is gone: what has rung is withdrawn, what has not is silent", async () => {
  const { bell, heard, tell } = hang();
  tell(approval());
  await vi.advanceTimersByTimeAsync(2000);
  tell(approval());
  bell.removed(sessionId);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard).toEqual(["called", "withdrawn"]);
});

test("what is closed while it is noted that it rings does not ring", async () => {
  const noted = Promise.withResolvers<boolean>();
  const { heard, tell } = hang({ note: () => noted.promise });
  const asked = approval();
  tell(asked);
  await vi.advanceTimersByTimeAsync(2000);
  tell({ ...asked, state: "answered" });
  noted.resolve(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(heard).toEqual([]);
});
