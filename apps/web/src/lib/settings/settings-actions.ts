import { goto } from "$app/navigation";
import type { Role } from "@dispatch/protocol/account";
import type { Action } from "#lib/actions/actions.svelte.ts";
import { settingsPath } from "#lib/paths.ts";
import { strings } from "#lib/strings.ts";
import { settingsEntries } from "./settings-entries.ts";

/** The pages of the settings as the palette has them. */
export const settingsActions = (role: Role): readonly Action[] =>
  settingsEntries(role).map(({ id, title, search, icon }) => ({
    id: `settings-${id}`,
    title,
    section: strings.settings.title,
    words: search,
    icon,
    run: () => goto(settingsPath(id)),
  }));
