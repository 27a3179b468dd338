import type { Person, Role, User } from "@dispatch/protocol/account";
import type { GivenRole } from "#lib/api/dispatch-api.ts";

export type PersonAction = "make-admin" | "make-member" | "reset-password" | "switch-off" | "switch-on";

/** Who sees other people at all. */
export const isAdministrator = (role: Role) => role !== "member";

/** The roles that somebody may give to a new account. */
export const rolesToGive = (mine: Role): readonly GivenRole[] =>
  mine === "owner" ? ["member", "admin"] : ["member"];

/** The server's rule, so that nothing is offered that it would refuse; the server remains the judge. */
export function personActions(me: User, person: Person): readonly PersonAction[] {
  const isMine = me.role === "owner" || (me.role === "admin" && person.role === "member");
  if (person.id === me.id || person.role === "owner" || !isMine) return [];
  // A new password would open nothing while the account is off.
  const role: PersonAction[] =
    me.role === "owner" ? [person.role === "admin" ? "make-member" : "make-admin"] : [];
  return person.disabled ? [...role, "switch-on"] : [...role, "reset-password", "switch-off"];
}
