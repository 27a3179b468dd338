import { Problem } from "@dispatch/protocol/problems";
import type { LoginId } from "@dispatch/protocol/ids";
import type { Store } from "../../store.ts";
import type { PersonCaller } from "../../access/caller.ts";
import { verifyPassword } from "../password.ts";

/** After this long, whoever sits at a browser need not be who signed in. */
const RECENT_LOGIN_MS = 10 * 60_000;

/** A key is made for less than its person may do, so it must not open further ways in. */
export function requireLogin(caller: PersonCaller): LoginId {
  if (caller.loginId) return caller.loginId;
  throw new Problem("forbidden", {}, "An API key cannot do this. Sign in as a person.");
}

/** For what would outlast a borrowed browser: proof that it is still the person, by a fresh login or the password. */
export async function requireRecentLogin(
  { store, now }: { store: Store; now: () => number },
  caller: PersonCaller,
  password?: string,
): Promise<void> {
  const login = await store.read.logins.byId(requireLogin(caller));
  if (login && now() - login.createdAt < RECENT_LOGIN_MS) return;
  const user = await store.read.users.byId(caller.userId);
  const passwordHash = user?.passwordHash ?? undefined;
  if (password === undefined || passwordHash === undefined) {
    const detail = passwordHash
      ? "You signed in a while ago. Give your password."
      : "You signed in a while ago. Sign out, sign in again, and repeat this within ten minutes.";
    throw new Problem("recent-login-needed", {}, detail);
  }
  if (!(await verifyPassword(password, passwordHash)))
    throw new Problem("invalid-credentials", {}, "The password is wrong.");
}
