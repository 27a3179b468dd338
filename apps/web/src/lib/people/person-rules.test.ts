import { Person, type Role } from "@dispatch/protocol/account";
import { expect, test } from "vitest";
import { isAdministrator, personActions, rolesToGive } from "./person-rules.ts";

const person = (id: string, role: Role, disabled = false) =>
  Person.parse({
    id: `usr_${id.padEnd(21, "0")}`,
    email: `${id}@example.org`,
    name: id,
    role,
    createdAt: "2026-01-01T00:00:00.000Z",
    disabled,
  });
const owner = person("ann", "owner");
const admin = person("adam", "admin");
const member = person("bob", "member");

test("nobody is offered anything on themselves or on the owner", () => {
  expect([
    personActions(owner, owner),
    personActions(admin, admin),
    personActions(admin, owner),
    personActions(member, person("eve", "member")),
  ]).toEqual([[], [], [], []]);
});

test("the owner looks after all, administrators after members without making any of them one", () => {
  expect(personActions(owner, admin)).toEqual(["make-member", "reset-password", "switch-off"]);
  expect(personActions(owner, member)).toEqual(["make-admin", "reset-password", "switch-off"]);
  expect(personActions(admin, person("eve", "admin"))).toEqual([]);
  expect(personActions(admin, member)).toEqual(["reset-password", "switch-off"]);
});

test("an account that is off can be switched on, and gets no new password meanwhile", () => {
  expect(personActions(admin, person("bob", "member", true))).toEqual(["switch-on"]);
});

test("only the owner invites administrators, and members invite nobody", () => {
  expect([rolesToGive("owner"), rolesToGive("admin")]).toEqual([["member", "admin"], ["member"]]);
  expect((["owner", "admin", "member"] as const).map(isAdministrator)).toEqual([true, true, false]);
});
