import type { z } from "zod";
import type { PatchPerson, Person } from "@dispatch/protocol/account";
import type { UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { PersonCaller } from "../access/caller.ts";
import type { Store, UserRow } from "../store.ts";
import { toUser } from "./account.service.ts";
import type { Revocations } from "./revocations.ts";

type Needs = { readonly store: Store; readonly revocations: Revocations; readonly now: () => number };

const toPerson = (user: UserRow): Person => ({ ...toUser(user), disabled: user.disabledAt !== null });

/** Everybody who has an account here, for those who look after them. */
export class PeopleService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(): Promise<Person[]> {
    return (await this.#needs.store.read.users.list()).map(toPerson);
  }

  /** The person, if this caller may act on them: nobody on themselves or the owner, and only the owner on administrators. */
  async managed(caller: PersonCaller, id: UserId): Promise<UserRow> {
    const user = await this.#needs.store.read.users.byId(id);
    if (!user) throw new Problem("user-not-found", { userId: id });
    if (user.id === caller.userId)
      throw new Problem("forbidden", {}, "Somebody else has to change your own account this way.");
    if (user.role === "owner")
      throw new Problem("forbidden", {}, "The owner's account cannot be changed by others.");
    if (user.role === "admin" && caller.role !== "owner") {
      throw new Problem("forbidden", {}, "Only the owner can change an administrator's account.");
    }
    return user;
  }

  async change(
    caller: PersonCaller,
    id: UserId,
    { role, disabled }: z.output<typeof PatchPerson>,
  ): Promise<Person> {
    const { store, now } = this.#needs;
    const user = await this.managed(caller, id);
    if (role === "admin" && user.role !== "admin" && caller.role !== "owner") {
      throw new Problem("forbidden", {}, "Only the owner can make someone an administrator.");
    }
    const change = {
      ...(role === undefined ? {} : { role }),
      ...(disabled === undefined ? {} : { disabledAt: disabled ? now() : null }),
    };
    await store.write(({ users }) => users.update(id, change));
    // What is open was opened under the old role: it is opened again under the new one.
    await this.endAll(id);
    return toPerson({ ...user, ...change });
  }

  /** Ends every login of a person, and what is open under their keys; `except` stays. */
  async endAll(userId: UserId, except?: string): Promise<void> {
    const { store, revocations, now } = this.#needs;
    const at = now();
    const ended = await store.write(async ({ logins, pairings }) => {
      // A code that is still out would become a login after all.
      await pairings.deleteFor(userId);
      const open = (await logins.listFor(userId, at)).filter(({ id }) => id !== except);
      for (const { id } of open) await logins.revoke(id, at);
      return open;
    });
    for (const { id } of ended) revocations.emit(id);
    for (const { id } of await store.read.apiKeys.listFor(userId)) revocations.emit(id);
  }
}
