import type { CleanedUp, CleanupPreview } from "@dispatch/protocol/data";
import { expect, test } from "vitest";
import { RequestProblem } from "@dispatch/client/problem";
import { CleanUp } from "./clean-up.svelte.ts";

const item = (id: string, bytes: number) => ({ id, bytes }) as CleanupPreview["items"][number];
const shown = { endedBefore: "2026-01-01T00:00:00.000Z", items: [item("a", 10), item("b", 5)] };
const cleaned = { removed: ["a"], kept: [] } as unknown as CleanedUp;

test("what goes is what was shown, less what was left out", async () => {
  const asked: unknown[] = [];
  const cleanUp = new CleanUp(
    {
      preview: (...args) => (asked.push(args), Promise.resolve(shown as CleanupPreview)),
      cleanUp: (...args) => (asked.push(args), Promise.resolve(cleaned)),
    },
    () => true,
  );
  cleanUp.days = 7;
  await cleanUp.look();
  expect([cleanUp.chosen.length, cleanUp.bytes]).toEqual([2, 15]);
  cleanUp.choose(shown.items[1] as never, false);
  expect(cleanUp.bytes).toBe(10);
  await cleanUp.do();
  expect(asked).toEqual([
    [7, true],
    [{ endedBefore: shown.endedBefore, sessionIds: ["a"] }, true],
  ]);
  expect([cleanUp.preview, cleanUp.cleaned]).toEqual([undefined, cleaned]);
  // What was left out once is looked at anew.
  await cleanUp.look();
  expect(cleanUp.chosen.length).toBe(2);
});

test("an answer to an older look changes nothing, and a refusal is told", async () => {
  const first = Promise.withResolvers<CleanupPreview>();
  const answers = [first.promise, Promise.resolve({ ...shown, items: [] } as unknown as CleanupPreview)];
  const cleanUp = new CleanUp(
    {
      preview: () => answers.shift() ?? Promise.reject(new RequestProblem(refusal)),
      cleanUp: () => Promise.reject(new RequestProblem(refusal)),
    },
    () => false,
  );
  const early = cleanUp.look();
  await cleanUp.look();
  first.resolve(shown as CleanupPreview);
  await early;
  expect(cleanUp.preview?.items).toEqual([]);
  await cleanUp.do();
  expect(cleanUp.failure?.detail).toBe("Not now.");
  await cleanUp.look();
  expect([cleanUp.preview, cleanUp.failure?.detail, cleanUp.isLooking]).toEqual([
    undefined,
    "Not now.",
    false,
  ]);
});

const refusal = {
  type: "about:blank",
  code: "forbidden",
  status: 403,
  title: "No",
  detail: "Not now.",
} as const;
