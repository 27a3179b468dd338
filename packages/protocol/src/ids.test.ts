import { expect, test } from "vitest";
import { SessionId, newId } from "./ids.ts";

test("a new id is valid for its kind and for no other", () => {
  expect(SessionId.safeParse(newId("ses")).success).toBe(true);
  expect(SessionId.safeParse(newId("usr")).success).toBe(false);
});

test("ids do not repeat and use every letter of the alphabet", () => {
  const ids = Array.from({ length: 2000 }, () => newId("ses"));
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ids.join("").replaceAll("ses_", "")).size).toBe(62);
});

test("text that is no id is refused, whatever a path makes of it", () => {
  for (const text of [
    "",
    "ses_",
    "ses_../../etc/passwd",
    "ses_12345678\n",
    "SES_123456789",
    `ses_${"a".repeat(41)}`,
  ]) {
    expect(SessionId.safeParse(text).success, JSON.stringify(text)).toBe(false);
  }
});
