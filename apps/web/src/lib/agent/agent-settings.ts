import Bot from "@lucide/svelte/icons/bot";
import ChartColumn from "@lucide/svelte/icons/chart-column";
import ListChecks from "@lucide/svelte/icons/list-checks";
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
  {
    id: "rules",
    group: "work",
    icon: ListChecks,
    load: () => import("#lib/rules/RulesPage.svelte"),
  },
  {
    id: "usage",
    group: "work",
    icon: ChartColumn,
    isInMenu: true,
    load: () => import("#lib/usage/UsagePage.svelte"),
  },
];
