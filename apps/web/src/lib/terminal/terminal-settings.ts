import SquareTerminal from "@lucide/svelte/icons/square-terminal";
import type { SettingsPage } from "#lib/settings/settings-page.ts";

/** What terminals bring to the settings. */
export const terminalSettings: readonly SettingsPage[] = [
  {
    id: "terminal",
    group: "work",
    icon: SquareTerminal,
    load: () => import("./TerminalSettingsPage.svelte"),
  },
];
