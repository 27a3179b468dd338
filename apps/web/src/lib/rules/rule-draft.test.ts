import type { ApprovalRule } from "@dispatch/protocol/approval-rules";
import { expect, test } from "vitest";
import { RuleBook } from "./rule-book.svelte.ts";
import { RuleDraft } from "./rule-draft.svelte.ts";

const known = {
  id: "rul_1",
  level: "user",
  effect: "allow",
  tool: "kind:execute",
  pattern: "git *",
  note: "Reads only.",
  createdAt: "2026-01-01T00:00:00.000Z",
} as ApprovalRule;

test("a new rule says whose it is only where its level asks for it", () => {
  const draft = new RuleDraft(undefined);
  draft.workspaceId = "wsp_1";
  draft.sessionId = "ses_1";
  draft.pattern = " npm test ";
  const rule = { effect: "allow", tool: "kind:execute", pattern: "npm test" };
  expect(draft.wish).toEqual({ ...rule, level: "user" });
  draft.level = "workspace";
  expect(draft.wish).toEqual({ ...rule, level: "workspace", workspaceId: "wsp_1" });
  draft.level = "session";
  draft.pattern = "";
  expect(draft.wish).toEqual({ level: "session", sessionId: "ses_1", effect: "allow", tool: "kind:execute" });
});

test("of a rule that is there only what is different is sent, and what was emptied is taken away", () => {
  const draft = new RuleDraft(known);
  expect(draft.change).toBeUndefined();
  draft.effect = "deny";
  draft.pattern = "";
  draft.note = "Reads only. ";
  expect(draft.change).toEqual({ effect: "deny", pattern: null });
});

test("rules stand by level, and the strictest first", async () => {
  const rule = (id: string, part: Partial<ApprovalRule>) => ({ ...known, id, ...part }) as ApprovalRule;
  const list = [
    rule("1", {}),
    rule("2", { effect: "ask" }),
    rule("3", { level: "server" }),
    rule("4", { effect: "deny" }),
  ];
  const book = new RuleBook({ list: () => Promise.resolve(list) } as never);
  await book.load();
  expect(book.levels.map(({ level, rules }) => [level, ...rules.map(({ id }) => id)])).toEqual([
    ["server", "3"],
    ["user", "4", "2", "1"],
  ]);
});
