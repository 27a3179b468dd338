import { expect, test } from "vitest";
import { inputOf, readEffect, verdictText } from "./rule-text.ts";

test("what a known tool is about becomes its input; of others the whole input is wanted", () => {
  expect(inputOf("Bash", "git push", undefined)).toEqual({ command: "git push" });
  expect(inputOf("WebFetch", "https://example.com", undefined)).toEqual({ url: "https://example.com" });
  expect(inputOf("Edit", "src/a.ts", undefined)).toEqual({ file_path: "src/a.ts" });
  expect(inputOf("mcp__x", undefined, '{"id":7}')).toEqual({ id: 7 });
  expect(() => inputOf("mcp__x", "7", undefined)).toThrow("no known name");
  expect(() => inputOf("Bash", undefined, "[1]")).toThrow("no JSON object");
  expect(() => inputOf("Bash", undefined, "{")).toThrow("no JSON object");
});

test("an effect is one of three words", () => {
  expect(readEffect("deny")).toBe("deny");
  expect(() => readEffect("forbid")).toThrow("no effect");
});

test("a verdict is explained in lines that hold nothing but text", () => {
  const rule = { id: "rul_1", level: "user", effect: "deny", tool: "Bash", pattern: "rm *", createdAt: "" };
  const verdict = {
    effect: "deny",
    sentence: "Denied by your rule.",
    parts: [{ text: "rm \u001b[31mx", effect: "none", why: "it is odd" }],
    considered: [{ rule, matches: true, why: "it matches" }],
  };
  expect(verdictText(verdict as never)).toBe(
    "deny  Denied by your rule.\n  none   rm  [31mx  (it is odd)\n  * rul_1  deny Bash rm *: it matches",
  );
});
