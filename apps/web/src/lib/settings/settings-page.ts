import type { Role } from "@dispatch/protocol/account";
import type { Component } from "svelte";
import type { settingsPagesStrings } from "./settings-pages-strings.ts";

/** Each has its title and its words for searching in the catalogue: a page without them does not compile. */
export type SettingsPageId = keyof typeof settingsPagesStrings.pages;
export const settingsGroups = ["personal", "work", "administration"] as const;
export type SettingsGroup = (typeof settingsGroups)[number];

/** One page of the settings, from which come its place in the list, its address, and its entries in menus. */
export type SettingsPage = {
  readonly id: SettingsPageId;
  readonly group: SettingsGroup;
  readonly icon: Component<{ "aria-hidden"?: "true"; class?: string }>;
  /** Who may see it: everybody, unless it says otherwise. For others it is not there. */
  readonly isFor?: (role: Role) => boolean;
  /** One of the few that the account menu names. */
  readonly isInMenu?: true;
  readonly load: () => Promise<{ readonly default: Component }>;
};
