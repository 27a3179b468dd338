import { expect, test } from "vitest";
import {
  budgetText,
  costText,
  readBudget,
  readLimit,
  usageText,
  withBudget,
  workText,
} from "./usage-text.ts";

const sum = {
  turns: 2,
  inputTokens: 1000,
  outputTokens: 20,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  turnsWithoutCost: 0,
  toolCalls: 3,
  workedMs: 61_000,
};

test("a cost that is not known is never shown as nothing", () => {
  expect(costText({ turnsWithoutCost: 1 })).toBe("unknown");
  expect(costText({ costUsd: 0, turnsWithoutCost: 0 })).toBe("0.00 USD");
  expect(costText({ costUsd: 1.5, turnsWithoutCost: 1 })).toBe("1.50 USD + unknown");
});

test("usage is a table with its total", () => {
  const item = { key: "2026-11-21", ...sum };
  expect(usageText({ by: "day", items: [item], total: sum }).split("\n")).toEqual([
    "DAY         TURNS  TOKENS IN  OUT  TOOLS  WORKED  COST",
    "2026-11-21  2      1,000      20   3      1m      unknown",
    "total       2      1,000      20   3      1m      unknown",
  ]);
  expect(workText(3_900_000)).toBe("1h 5m");
  expect(workText(900)).toBe("1s");
});

test("budgets are read, and each is there once", () => {
  const day = { window: "day", measure: "cost", limit: 5 } as const;
  expect(readBudget("day", "cost")).toEqual({ window: "day", measure: "cost" });
  expect(() => readBudget("week", "cost")).toThrow("no window");
  expect(() => readBudget("day", "money")).toThrow("nothing that a budget measures");
  expect(readLimit("2.5")).toBe(2.5);
  expect(() => readLimit("0")).toThrow("no limit");
  expect(withBudget([day], day, { ...day, limit: 7 })).toEqual([{ ...day, limit: 7 }]);
  expect(withBudget([day], day, undefined)).toEqual([]);
});

test("budgets are shown with what is left of them", () => {
  const day = { window: "day", measure: "cost", limit: 5 } as const;
  const states = [{ ...day, level: "user", raisedTo: 10, used: 5.123 }] as const;
  expect(budgetText({ server: [], own: [day], states: [...states] }).split("\n")[1]).toBe(
    "you    day       5.00 USD, now 10.00 USD  5.12 USD",
  );
  expect(budgetText({ server: [], own: [], states: [] })).toContain("No budgets.");
});
