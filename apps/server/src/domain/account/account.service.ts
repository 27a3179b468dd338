import type { Register, Role, SignIn, User } from "@dispatch/protocol/account";
import { newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { OneTimeLinkRow, Reading, Store, UserRow } from "../store.ts";
import type { Credentials } from "./credentials.ts";
import { hashPassword, verifyPassword } from "./password.ts";

type Needs = {
  readonly store: Store;
  readonly registration: "open" | "invite" | "closed";
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
      registration: this.#needs.registration,
    };
  }

  async register({ email, password, name, setupKey, invite }: Register): Promise<UserRow> {
    const { store, now } = this.#needs;
    await this.#role(store.read, setupKey, invite);
    const passwordHash = await hashPassword(password);
    return store.write(async ({ users, oneTimeLinks }) => {
      // Asked again inside the transaction: of two first visitors only one becomes the owner, of two guests one comes in.
      const { role, link } = await this.#role({ users, oneTimeLinks }, setupKey, invite);
      if (await users.byEmail(email)) throw new Problem("email-taken", {});
      const user: UserRow = {
        id: newId("usr"),
        email,
        name: name ?? email.slice(0, email.indexOf("@")),
        role,
        number: await users.nextNumber(),
        passwordHash,
        disabledAt: null,
        createdAt: now(),
      };
      await users.insert(user);
      if (link) await oneTimeLinks.use(link.id, now());
      return user;
    });
  }

  async verify({ email, password }: SignIn): Promise<UserRow> {
    const user = await this.#needs.store.read.users.byEmail(email);
    if (!(await verifyPassword(password, user?.passwordHash)) || !user)
      throw new Problem("invalid-credentials", {});
    // Only who knows the password hears that the account is switched off.
    if (user.disabledAt !== null)
      throw new Problem("forbidden", {}, "This account is switched off. Ask an administrator.");
    return user;
  }

  /** What a new account would be, and the invitation that it uses up; throws when there may be none. */
  async #role(
    { users, oneTimeLinks }: Pick<Reading, "users" | "oneTimeLinks">,
    setupKey: string | undefined,
    invite: string | undefined,
  ): Promise<{ role: Role; link?: OneTimeLinkRow }> {
    const { registration, setupKey: wanted, credentials, now } = this.#needs;
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
