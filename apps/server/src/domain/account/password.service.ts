import type { UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { PersonCaller } from "../access/caller.ts";
import type { Store } from "../store.ts";
import type { Credentials } from "./credentials.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import type { PeopleService } from "./people.service.ts";
import { requireRecentLogin } from "./ways-in/recent-login.ts";

type Needs = {
  readonly store: Store;
  readonly credentials: Credentials;
  readonly people: PeopleService;
  readonly now: () => number;
};

/** New passwords, by who knows the old one or holds a link that an administrator made. */
export class PasswordService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Or a first one, for who came in another way. Every other login of the person ends: one of them may be the reason for the change. */
  async change(
    caller: PersonCaller,
    wish: { currentPassword?: string | undefined; newPassword: string },
  ): Promise<void> {
    const { store, people } = this.#needs;
    const user = await store.read.users.byId(caller.userId);
    if (!user) throw new Problem("unauthenticated", {});
    if (user.passwordHash === null) await requireRecentLogin(this.#needs, caller);
    else if (!(await verifyPassword(wish.currentPassword ?? "", user.passwordHash)))
      throw new Problem("invalid-credentials", {}, "The current password is wrong.");
    const passwordHash = await hashPassword(wish.newPassword);
    await store.write(({ users }) => users.update(user.id, { passwordHash }));
    await people.endAll(user.id, caller.loginId);
  }

  async reset(token: string, password: string): Promise<UserId> {
    const { store, credentials, people, now } = this.#needs;
    const hash = credentials.hash(token);
    const passwordHash = await hashPassword(password);
    const userId = await store.write(async ({ users, oneTimeLinks }) => {
      const link = await oneTimeLinks.byHash(hash, "reset", now());
      if (!link?.userId) return undefined;
      await oneTimeLinks.use(link.id, now());
      await users.update(link.userId, { passwordHash });
      return link.userId;
    });
    if (!userId)
      throw new Problem(
        "link-invalid",
        {},
        "This link was used, has expired or never was. Ask for a new one.",
      );
    await people.endAll(userId);
    return userId;
  }
}
