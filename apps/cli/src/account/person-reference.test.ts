import type { Person } from "@dispatch/protocol/account";
import { expect, test } from "vitest";
import { findPerson } from "./person-reference.ts";

const person = (id: string, email: string) => ({ id, email }) as unknown as Person;
const people = [person("usr_aaaa1111", "ada@example.com"), person("usr_bbbb2222", "bob@example.com")];

test("a person is found by id, and by e-mail in any case", () => {
  expect(
    ["usr_bbbb2222", "ada@example.com", "Bob@Example.com"].map((is) => findPerson(people, is).id),
  ).toEqual(["usr_bbbb2222", "usr_aaaa1111", "usr_bbbb2222"]);
});

test("a part of an id or of an e-mail is nobody's", () => {
  for (const reference of ["", "ada", "usr_aaaa", "usr_AAAA1111"])
    expect(() => findPerson(people, reference)).toThrow(
      expect.objectContaining({ exitCode: 4, code: "user-not-found" }),
    );
});
