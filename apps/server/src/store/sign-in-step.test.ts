import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { MemoryBus } from "../feed/memory-bus.ts";
import { SqliteStore } from "./store.ts";

const LIMIT = 5_000;

test("what was begun and never finished is forgotten in time, and never fills the disk", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dispatch-steps-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await using store = new SqliteStore({
    path: join(folder, "dispatch.db"),
    durability: "process",
    bus: new MemoryBus(),
    now: () => 0,
  });
  const step = (at: number) => ({
    hash: `step ${at}`,
    purpose: "redirect" as const,
    facts: "{}",
    createdAt: at,
    expiresAt: at + 10 * LIMIT,
  });
  await store.write(async ({ signInSteps }) => {
    for (let at = 0; at <= LIMIT; at++) await signInSteps.insert(step(at));
  });
  const take = (at: number, now = 0) =>
    store.write(({ signInSteps }) => signInSteps.take(`step ${at}`, "redirect", now));
  expect(await take(0)).toBeUndefined();
  expect(await take(1)).toMatchObject({ hash: "step 1" });
  expect(await take(1)).toBeUndefined();
  expect(await take(2, step(2).expiresAt)).toBeUndefined();
  await store.write(({ signInSteps }) => signInSteps.insert(step(20 * LIMIT)));
  expect(await take(3)).toBeUndefined();
  expect(await take(20 * LIMIT)).toBeDefined();
});
