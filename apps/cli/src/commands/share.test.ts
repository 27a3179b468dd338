import { expect, test } from "vitest";
import { wishOf } from "./share.ts";

const now = Date.parse("2030-01-01T00:00:00Z");

test("a person looks on without end, unless more is said", () => {
  expect(wishOf({ with: "bea@example.com" }, now)).toEqual({
    with: "person",
    email: "bea@example.com",
    access: "view",
  });
  expect(wishOf({ with: "bea@example.com", write: true, expires: "2d" }, now)).toMatchObject({
    access: "write",
    expiresAt: "2030-01-03T00:00:00.000Z",
  });
});

test("a link has a name for its guests, and ends in whole hours", () => {
  expect(wishOf({ link: true }, now)).toEqual({ with: "link", label: "Guest", access: "view" });
  expect(wishOf({ link: "Visitor", expires: "90m" }, now)).toMatchObject({
    label: "Visitor",
    expiresInHours: 2,
  });
});

test("neither and both are refused", () => {
  expect(() => wishOf({}, now)).toThrow("not said with whom");
  expect(() => wishOf({ with: "bea@example.com", link: true }, now)).toThrow("not said with whom");
});
