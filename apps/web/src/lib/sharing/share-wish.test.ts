import { expect, test } from "vitest";
import { shareWish } from "./share-wish.ts";

const draft = { email: " bea@example.org ", label: " visitor ", access: "view" } as const;
const now = Date.parse("2030-01-01T00:00:00Z");

test("a person is named by e-mail, and a link by its label", () => {
  expect(shareWish({ ...draft, way: "person", hours: 0 }, now)).toEqual({
    with: "person",
    email: "bea@example.org",
    access: "view",
  });
  expect(shareWish({ ...draft, way: "link", hours: 24 }, now)).toEqual({
    with: "link",
    label: "visitor",
    access: "view",
    expiresInHours: 24,
  });
});

test("what a person is given can end too", () => {
  expect(shareWish({ ...draft, way: "person", hours: 24 }, now)).toMatchObject({
    expiresAt: "2030-01-02T00:00:00.000Z",
  });
});
