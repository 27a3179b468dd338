import Bot from "@lucide/svelte/icons/bot";
import type { SettingsPage } from "#lib/settings/settings-page.ts";

/** What agents bring to the settings. */
export const agentSettings: readonly SettingsPage[] = [
  {
    id: "agents",
    group: "work",
    icon: Bot,
    isInMenu: true,
    load: () => import("#lib/agent-providers/AgentsPage.svelte"),
  },
];
