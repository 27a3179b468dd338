import type { Role } from "@dispatch/protocol/account";
import { strings } from "#lib/strings.ts";
import type { SettingsPage } from "./settings-page.ts";
import { settingsPagesFor } from "./settings-pages.ts";

/** A page of the settings as a menu or the palette names it; `settingsPath(id)` leads there. */
export type SettingsEntry = Pick<SettingsPage, "id" | "group" | "icon" | "isInMenu"> & {
  readonly title: string;
  /** Words by which it is found besides its title. */
  readonly search: string;
};

export const settingsEntries = (role: Role): readonly SettingsEntry[] =>
  settingsPagesFor(role).map(({ id, group, icon, isInMenu }) => ({
    id,
    group,
    icon,
    ...(isInMenu && { isInMenu }),
    ...strings.settingsPages.pages[id],
  }));
