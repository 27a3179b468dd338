import { expect, test } from "vitest";
import { strings } from "#lib/strings.ts";
import { wayInFailure } from "./way-in-failure.ts";

test("a code in the address is said in words, an unknown one as well, and nothing of it is shown", () => {
  expect(wayInFailure(null)).toBeUndefined();
  expect(wayInFailure("email-taken")).toBe(strings.waysIn.errors["email-taken"]);
  for (const code of ["<b>evil</b>", "toString", ""])
    expect(wayInFailure(code)).toBe(strings.waysIn.errors.unknown);
});
