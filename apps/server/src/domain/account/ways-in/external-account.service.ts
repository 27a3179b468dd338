import type { ExternalAccount } from "@dispatch/protocol/sign-in";
import type { ExternalAccountId, UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { Store } from "../../store.ts";
import { requireAnotherWay, usableProvider } from "./other-ways.ts";

/** A person's accounts elsewhere that sign them in here. */
export class ExternalAccountService {
  readonly #store: Store;
  constructor(needs: { store: Store }) {
    this.#store = needs.store;
  }

  async list(userId: UserId): Promise<{ items: ExternalAccount[]; hasPassword: boolean }> {
    const { users, externalAccounts, signInProviders } = this.#store.read;
    const [user, rows, providers] = await Promise.all([
      users.byId(userId),
      externalAccounts.listFor(userId),
      signInProviders.list(),
    ]);
    const items = rows.map((row) => {
      const provider = usableProvider(row, providers);
      return {
        id: row.id,
        kind: row.kind,
        provider: provider?.name ?? new URL(row.issuer).host,
        label: row.label,
        createdAt: new Date(row.createdAt).toISOString(),
        lastUsedAt: new Date(row.lastUsedAt).toISOString(),
        usable: provider !== undefined,
      };
    });
    return { items, hasPassword: typeof user?.passwordHash === "string" };
  }

  async disconnect(userId: UserId, id: ExternalAccountId): Promise<void> {
    await this.#store.write(async (writing) => {
      const own = (await writing.externalAccounts.listFor(userId)).some((account) => account.id === id);
      if (!own) throw new Problem("external-account-not-found", { externalAccountId: id });
      await requireAnotherWay(writing, userId, id);
      await writing.externalAccounts.delete(id, userId);
    });
  }
}
