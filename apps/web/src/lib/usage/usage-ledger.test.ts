import type { UsageItem, UsageReport } from "@dispatch/protocol/usage";
import { expect, test } from "vitest";
import { lastDays } from "./days.ts";
import { UsageLedger } from "./usage-ledger.svelte.ts";

const item = (key: string, costUsd?: number, inputTokens = 0): UsageItem => ({
  key,
  turns: 1,
  inputTokens,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  ...(costUsd !== undefined && { costUsd }),
  turnsWithoutCost: costUsd === undefined ? 1 : 0,
  toolCalls: 0,
  workedMs: 0,
});
const now = new Date(2026, 2, 2, 9).getTime();

function ledger(items: UsageItem[]) {
  const asked: object[] = [];
  const api = {
    report: (wish: { by: UsageReport["by"] }) => {
      asked.push(wish);
      return Promise.resolve({ by: wish.by, items, total: item("total") });
    },
  };
  return { asked, it: new UsageLedger(api, () => now) };
}

test("days are counted back over the end of a month", () => {
  expect(lastDays(3, now)).toEqual(["2026-02-28", "2026-03-01", "2026-03-02"]);
});

test("bars are measured by the longest, and what is not known is not nothing", async () => {
  const { it } = ledger([item("a", 2, 5), item("b", 0.5, 10), item("c")]);
  await it.load();
  expect(it.bars.map(({ share }) => share)).toEqual([1, 0.25, undefined]);
  it.measure = "tokens";
  expect(it.bars.map(({ share }) => share)).toEqual([0.5, 1, 0]);
});

test("days without use have a column too, and a day that only the server has begun", async () => {
  const { it, asked } = ledger([item("2026-03-03", 1), item("2026-03-01", 2)]);
  await it.ask({ days: 7 });
  expect(asked).toEqual([{ by: "day", from: "2026-02-24" }]);
  expect(it.columns.map(({ day, bar }) => [day, bar?.share])).toEqual([
    ["2026-02-24", undefined],
    ["2026-02-25", undefined],
    ["2026-02-26", undefined],
    ["2026-02-27", undefined],
    ["2026-02-28", undefined],
    ["2026-03-01", 1],
    ["2026-03-02", undefined],
    ["2026-03-03", 0.5],
  ]);
});

test("people are told apart only where everybody is asked for", async () => {
  const { it, asked } = ledger([]);
  await it.ask({ isForAll: true });
  await it.ask({ by: "user" });
  await it.ask({ isForAll: false });
  expect(asked.map((wish) => ({ ...wish, from: undefined }))).toEqual([
    { by: "day", user: "all", from: undefined },
    { by: "user", user: "all", from: undefined },
    { by: "day", from: undefined },
  ]);
});
