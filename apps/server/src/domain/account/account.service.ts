import type { Register, SignIn, User } from "@dispatch/protocol/account";
import { newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { Store, UserRow } from "../store.ts";
import { hashPassword, verifyPassword } from "./password.ts";

type Needs = {
  readonly store: Store;
  readonly registration: "open" | "invite" | "closed";
  readonly setupKey: string | undefined;
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

  async register({ email, password, name, setupKey }: Register): Promise<UserRow> {
    const { store, now } = this.#needs;
    this.#mayRegister(await store.read.users.count(), setupKey);
    const passwordHash = await hashPassword(password);
    return store.write(async ({ users }) => {
      // Asked again inside the transaction: of two first visitors only one becomes the owner.
      const count = await users.count();
      this.#mayRegister(count, setupKey);
      if (await users.byEmail(email)) throw new Problem("email-taken", {});
      const user: UserRow = {
        id: newId("usr"),
        email,
        name: name ?? email.slice(0, email.indexOf("@")),
        role: count === 0 ? "owner" : "member",
        passwordHash,
        createdAt: now(),
      };
      await users.insert(user);
      return user;
    });
  }

  async verify({ email, password }: SignIn): Promise<UserRow> {
    const user = await this.#needs.store.read.users.byEmail(email);
    if (!(await verifyPassword(password, user?.passwordHash)) || !user)
      throw new Problem("invalid-credentials", {});
    return user;
  }

  #mayRegister(count: number, setupKey: string | undefined): void {
    const { registration, setupKey: wanted } = this.#needs;
    if (count === 0) {
      if (wanted !== undefined && setupKey !== wanted) {
        throw new Problem(
          "setup-key-wrong",
          {},
          "Give the value of TERMINAL_KEY that the server was started with as setupKey.",
        );
      }
      return;
    }
    if (registration !== "open") {
      throw new Problem(
        "registration-closed",
        {},
        "This installation has its owner. New accounts need DISPATCH_REGISTRATION=open.",
      );
    }
  }
}
