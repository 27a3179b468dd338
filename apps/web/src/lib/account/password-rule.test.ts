import { Password } from "@dispatch/protocol/account";
import { expect, test } from "vitest";
import { judgePassword, PASSWORD_MIN_CHARACTERS } from "./password-rule.ts";

test("the rule shown is the rule the server applies", () => {
  expect(Password.safeParse("x".repeat(PASSWORD_MIN_CHARACTERS)).success).toBe(true);
  expect(Password.safeParse("x".repeat(PASSWORD_MIN_CHARACTERS - 1)).success).toBe(false);
});

test("a password is judged by length and variety", () => {
  expect(
    ["", "short", "aaaaaaaaaaaa", "quiet harbour", "quiet harbour 7 lanterns"].map(
      (p) => judgePassword(p).score,
    ),
  ).toEqual([0, 1, 2, 3, 4]);
});

test("the number of missing characters counts down", () => {
  expect(judgePassword("abcdefg")).toEqual({ missing: 3, score: 1, word: "Too short" });
});
