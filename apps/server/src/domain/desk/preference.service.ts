import type { UserId } from "@dispatch/protocol/ids";
import {
  type PatchPreferences,
  type Preferences,
  understoodPreferences,
} from "@dispatch/protocol/preferences";
import { Listeners } from "../listeners.ts";
import type { Store } from "../store.ts";

type PreferenceNews = { readonly userId: UserId; readonly preferences: Preferences };
/** News of what people want, for their own browsers and programs. */
class PreferenceChanges extends Listeners<PreferenceNews> {}

type Needs = { readonly store: Store };

/** What each person wants, wherever they sign in. */
export class PreferenceService {
  readonly changes = new PreferenceChanges();
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async read(userId: UserId): Promise<Preferences> {
    return understoodPreferences(await this.#needs.store.read.preferences.of(userId));
  }

  put(userId: UserId, preferences: Preferences): Promise<Preferences> {
    return this.#change(userId, () => preferences);
  }

  patch(userId: UserId, patch: PatchPreferences): Promise<Preferences> {
    return this.#change(userId, (had) => {
      const merged = Object.entries({ ...had, ...patch }).filter(([, value]) => value !== null);
      return Object.fromEntries(merged);
    });
  }

  async #change(userId: UserId, make: (had: Preferences) => Preferences): Promise<Preferences> {
    // Read and written in one transaction: of two devices that change different things neither undoes the other.
    const made = await this.#needs.store.write(async ({ preferences }) => {
      const next = make(understoodPreferences(await preferences.of(userId)));
      await preferences.put(userId, next);
      return next;
    });
    this.changes.emit({ userId, preferences: made });
    return made;
  }
}
