import type { UserId } from "@dispatch/protocol/ids";
import type { AgentOffers, Model, ProviderId } from "@dispatch/protocol/providers";
import type { Store } from "../store.ts";

/** Models come and go: what was offered longer ago is not offered any more. */
const KEPT_MS = 30 * 24 * 3600_000;
/** The same offers are written down again at most this often. */
const WRITTEN_EVERY_MS = 3600_000;

type Needs = { readonly store: Store; readonly now: () => number };

/** What a person's agents said can be chosen, so that there is a choice before the next one runs. */
export class ModelCatalogue {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async learned(provider: ProviderId, ownerId: UserId, offers: AgentOffers): Promise<void> {
    const { store, now } = this.#needs;
    // An agent that tells of no models has not said that there are none.
    if (offers.models.length + offers.modes.length + offers.commands.length === 0) return;
    const known = await store.read.agentOffers.of(provider, ownerId);
    const at = now();
    const isSame = known && JSON.stringify(known.offers) === JSON.stringify(offers);
    if (isSame && at - known.learnedAt < WRITTEN_EVERY_MS) return;
    await store.write(({ agentOffers }) =>
      agentOffers.put({ provider, userId: ownerId, offers, learnedAt: at }),
    );
  }

  async models(ownerId: UserId, provider?: ProviderId): Promise<Model[]> {
    const { store, now } = this.#needs;
    const rows = await store.read.agentOffers.listFor(ownerId, now() - KEPT_MS);
    return rows
      .filter((row) => provider === undefined || row.provider === provider)
      .flatMap((row) => row.offers.models.map((model) => ({ ...model, provider: row.provider })));
  }
}
