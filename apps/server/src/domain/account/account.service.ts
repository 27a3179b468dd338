import {
  type ChangeAccount,
  Email,
  type Register,
  type Role,
  type SignIn,
  type User,
} from "@dispatch/protocol/account";
import { newId, type UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { SettingValues } from "@dispatch/protocol/settings";
import type { OneTimeLinkRow, Reading, Store, UserRow, Writing } from "../store.ts";
import type { Credentials } from "./credentials.ts";
import { hashPassword, verifyPassword } from "./password.ts";

type Needs = {
  readonly store: Store;
  /** Asked anew each time: it may change while the server runs. */
  readonly registration: () => SettingValues["registration"];
  readonly setupKey: string | undefined;
  readonly credentials: Credentials;
  readonly now: () => number;
};

export const toUser = ({ id, email, name, role, createdAt }: UserRow): User => ({
  id,
  email,
  name,
  role,
  createdAt: new Date(createdAt).toISOString(),
});

/** Only who has proved to be the person hears that the account is switched off. */
export function requireEnabled(user: UserRow): UserRow {
  if (user.disabledAt === null) return user;
  throw new Problem("forbidden", {}, "This account is switched off. Ask an administrator.");
}

/** People's accounts. The first one made owns the installation. */
export class AccountService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async setup() {
    const ownerNeeded = (await this.#needs.store.read.users.count()) === 0;
    return {
      ownerNeeded,
      setupKeyNeeded: ownerNeeded && this.#needs.setupKey !== undefined,
      registration: this.#needs.registration(),
    };
  }

  async register({ email, password, name, setupKey, invite }: Register): Promise<UserRow> {
    const { store, now } = this.#needs;
    await this.#role(store.read, setupKey, invite);
    const passwordHash = await hashPassword(password);
    return store.write(async (writing) => {
      // Asked again inside the transaction: of two first visitors only one becomes the owner, of two guests one comes in.
      const { role, link } = await this.#role(writing, setupKey, invite);
      if (await writing.users.byEmail(email)) throw new Problem("email-taken", {});
      if (link) await writing.oneTimeLinks.use(link.id, now());
      return this.#insert(writing, { email, name, role, passwordHash });
    });
  }

  async change(userId: UserId, change: ChangeAccount): Promise<User> {
    const changed = await this.#needs.store.write(async ({ users }) => {
      await users.update(userId, change);
      return users.byId(userId);
    });
    if (!changed) throw new Problem("unauthenticated", {});
    return toUser(changed);
  }

  /** An account for somebody whom a provider vouches for; the owner's is never made this way. */
  async openFor(
    writing: Writing,
    { name, ...identity }: { email?: string; name?: string },
    invite: string | undefined,
  ): Promise<UserRow> {
    const { users, oneTimeLinks } = writing;
    if ((await users.count()) === 0)
      throw new Problem("owner-needed", {}, "Make the owner's account first: open the first page.");
    const { data: email } = Email.safeParse(identity.email);
    if (email === undefined) {
      const detail = "Confirm your e-mail address with the provider, then try again.";
      throw new Problem("email-unverified", {}, detail);
    }
    if (await users.byEmail(email)) {
      const detail = `There is an account with ${email}. Sign in to it, then connect this way in its settings.`;
      throw new Problem("email-taken", {}, detail);
    }
    const { role, link } = await this.#role(writing, undefined, invite);
    if (link) await oneTimeLinks.use(link.id, this.#needs.now());
    return this.#insert(writing, { email, name: name?.slice(0, 100), role, passwordHash: null });
  }

  async #insert(
    { users }: Writing,
    { name, ...facts }: Pick<UserRow, "email" | "role" | "passwordHash"> & { name: string | undefined },
  ): Promise<UserRow> {
    const user: UserRow = {
      id: newId("usr"),
      name: name ?? facts.email.slice(0, facts.email.indexOf("@")),
      number: await users.nextNumber(),
      disabledAt: null,
      createdAt: this.#needs.now(),
      ...facts,
    };
    await users.insert(user);
    return user;
  }

  async verify({ email, password }: SignIn): Promise<UserRow> {
    const user = await this.#needs.store.read.users.byEmail(email);
    if (!(await verifyPassword(password, user?.passwordHash ?? undefined)) || !user)
      throw new Problem("invalid-credentials", {});
    return requireEnabled(user);
  }

  /** What a new account would be, and the invitation that it uses up; throws when there may be none. */
  async #role(
    { users, oneTimeLinks }: Pick<Reading, "users" | "oneTimeLinks">,
    setupKey: string | undefined,
    invite: string | undefined,
  ): Promise<{ role: Role; link?: OneTimeLinkRow }> {
    const { setupKey: wanted, credentials, now } = this.#needs;
    const registration = this.#needs.registration();
    if ((await users.count()) === 0) {
      if (wanted === undefined || setupKey === wanted) return { role: "owner" };
      const detail = "Give the value of TERMINAL_KEY that the server was started with as setupKey.";
      throw new Problem("setup-key-wrong", {}, detail);
    }
    if (invite !== undefined && registration !== "closed") {
      const link = await oneTimeLinks.byHash(credentials.hash(invite), "invite", now());
      if (link) return { role: link.role ?? "member", link };
      throw new Problem("invite-invalid", {}, "It was used, has expired or never was. Ask for a new one.");
    }
    if (registration === "open") return { role: "member" };
    const detail =
      registration === "invite" ? "Ask the owner for an invitation." : "The owner has closed it.";
    throw new Problem("registration-closed", {}, detail);
  }
}
