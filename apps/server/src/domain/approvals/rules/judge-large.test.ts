import { expect, test } from "vitest";
import type { ToolCall } from "@dispatch/protocol/tool-call";
import { isTooLarge, judgeLarge } from "./judge-large.ts";
import { bash, ruleOf } from "./rules.fixture.ts";

const large = bash(`echo ${"x".repeat(70_000)}`);
const write: ToolCall = { tool: "Write", kind: "edit", input: { content: "x".repeat(70_000) } };

test.each<[ToolCall, boolean]>([
  [large, true],
  [write, true],
  [bash("ls"), false],
  [{ tool: "t", input: undefined }, false],
  [{ tool: "t", input: { a: [{ b: "x".repeat(40_000) }, { c: "x".repeat(40_000) }] } }, true],
  [{ tool: "t", input: Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => [`k${at}`, 0])) }, true],
])("what is too large is told by all of its text, case %#", (call, expected) => {
  expect(isTooLarge(call)).toBe(expected);
});

test.each<[ToolCall, string[], string]>([
  [large, [], "none"],
  [large, ["allow Bash echo *"], "none"],
  [large, ["allow kind:execute echo *"], "none"],
  [large, ["allow Bash"], "allow"],
  [large, ["allow Bash", "deny Bash rm *"], "ask"],
  [large, ["allow Bash", "deny kind:edit .env"], "ask"],
  [large, ["allow Bash", "ask Edit .env"], "ask"],
  [large, ["allow Bash", "deny * **/.env"], "ask"],
  [large, ["allow Bash", "deny WebFetch"], "allow"],
  [large, ["deny Bash", "ask Bash rm *"], "deny"],
  [large, ["ask Bash", "allow Bash"], "ask"],
  [write, ["allow Write", "deny kind:fetch evil.example"], "allow"],
  [write, ["allow Write", "deny kind:edit **/.env"], "ask"],
])("case %#: no pattern allows it, and one that may forbid it asks", (call, rules, effect) => {
  const verdict = judgeLarge(
    call,
    rules.map((text) => ruleOf(text)),
  );
  expect([verdict.effect, verdict.considered.length]).toEqual([effect, rules.length]);
});
