import type { UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { UsageKey, UsageReport, UsageSum } from "@dispatch/protocol/usage";
import type { PersonCaller } from "../access/caller.ts";
import type { Store } from "../store.ts";
import type { UsageTotals } from "./usage-store.ts";

const ITEMS_LIMIT = 1000;

type Wish = {
  readonly by: UsageKey;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Somebody else, or everybody: for administrators. */
  readonly user?: UserId | "all" | undefined;
};

/** What agents have used. */
export class UsageService {
  readonly #store: Store;
  constructor({ store }: { readonly store: Store }) {
    this.#store = store;
  }

  async report(caller: PersonCaller, { by, from, to, user = caller.userId }: Wish): Promise<UsageReport> {
    if (user !== caller.userId) refuseCurious(caller);
    const { usages } = this.#store.read;
    const query = { from, to, ...(user !== "all" && { ownerId: user }) };
    const rows = await usages.by(by, query, ITEMS_LIMIT);
    // What others call their sessions is theirs.
    const isNamed = by === "user" || user === caller.userId;
    return {
      by,
      items: rows.map(({ key, name, ...totals }) => ({
        key,
        ...(isNamed && name !== null && { name }),
        ...sumOf(totals),
      })),
      total: sumOf(await usages.total(query)),
    };
  }
}

function sumOf({ costUsd, ...totals }: UsageTotals): UsageSum {
  return { ...totals, ...(costUsd !== null && { costUsd }) };
}

function refuseCurious({ role, scopes }: PersonCaller): void {
  if (role === "member")
    throw new Problem("forbidden", {}, "Only administrators may see what others have used.");
  if (!scopes.has("admin"))
    throw new Problem("forbidden", {}, 'This API key lacks the scope "admin". Make one that has it.');
}
