import type { BudgetReport } from "@dispatch/protocol/usage";
import { expect, test } from "vitest";
import { BudgetList, withBudget, withoutBudget } from "./budget-list.svelte.ts";

const daily = { window: "day", measure: "cost", limit: 5 } as const;
const each = { window: "session", measure: "tokens", limit: 1000 } as const;

test("each budget stands with what is left of it, by whose it is", async () => {
  const report: BudgetReport = {
    server: [{ ...daily, limit: 50 }],
    own: [each, daily],
    states: [
      { ...daily, limit: 50, level: "server", used: 2 },
      { ...daily, level: "user", used: 2, raisedTo: 10 },
    ],
  };
  const list = new BudgetList({ budgets: () => Promise.resolve(report) } as never);
  await list.load();
  expect([list.own, list.server]).toEqual([
    [
      { budget: each, state: undefined },
      { budget: daily, state: report.states[1] },
    ],
    [{ budget: report.server[0], state: report.states[0] }],
  ]);
});

test("a budget of the same window and measure takes the place of the other", () => {
  expect(withBudget([daily, each], { ...daily, limit: 7 })).toEqual([{ ...daily, limit: 7 }, each]);
  expect(withBudget([each], daily)).toEqual([each, daily]);
  expect(withoutBudget([daily, each], { ...daily, limit: 1 })).toEqual([each]);
});
