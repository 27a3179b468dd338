import type { Preferences } from "@dispatch/protocol/preferences";
import { setMode } from "mode-watcher";
import type { AccountPreferences } from "#lib/state/account-preferences.svelte.ts";

export type Appearance = NonNullable<Preferences["appearance"]>;

/** At once here; for whoever is signed in on their other devices too. */
export function chooseAppearance(appearance: Appearance, preferences: AccountPreferences | undefined) {
  setMode(appearance);
  return preferences?.change({ appearance });
}
