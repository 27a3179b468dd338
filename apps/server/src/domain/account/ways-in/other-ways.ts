import type { ExternalAccountId, PasskeyId, UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { ExternalAccountRow, Reading, SignInProviderRow } from "../../store.ts";

/** The provider that signs this account in, if there still is one that is switched on. */
export const usableProvider = (
  account: Pick<ExternalAccountRow, "kind" | "issuer">,
  providers: readonly SignInProviderRow[],
) =>
  providers.find(
    ({ kind, issuer, enabled }) => enabled && kind === account.kind && issuer === account.issuer,
  );

/** Refuses to take away the only way into an account. */
export async function requireAnotherWay(
  {
    users,
    passkeys,
    externalAccounts,
    signInProviders,
  }: Pick<Reading, "users" | "passkeys" | "externalAccounts" | "signInProviders">,
  userId: UserId,
  without: ExternalAccountId | PasskeyId,
): Promise<void> {
  const user = await users.byId(userId);
  if (typeof user?.passwordHash === "string") return;
  if ((await passkeys.listFor(userId)).some(({ id }) => id !== without)) return;
  const providers = await signInProviders.list();
  const others = (await externalAccounts.listFor(userId)).filter(({ id }) => id !== without);
  if (others.some((account) => usableProvider(account, providers))) return;
  throw new Problem("last-way-in", {}, "Set a password or add another way in first.");
}
