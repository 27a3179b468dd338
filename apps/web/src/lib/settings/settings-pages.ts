import type { Role } from "@dispatch/protocol/account";
import Database from "@lucide/svelte/icons/database";
import FolderGit2 from "@lucide/svelte/icons/folder-git-2";
import GitBranch from "@lucide/svelte/icons/git-branch";
import KeyRound from "@lucide/svelte/icons/key-round";
import LogIn from "@lucide/svelte/icons/log-in";
import MonitorSmartphone from "@lucide/svelte/icons/monitor-smartphone";
import ScrollText from "@lucide/svelte/icons/scroll-text";
import Server from "@lucide/svelte/icons/server";
import ShieldCheck from "@lucide/svelte/icons/shield-check";
import SlidersHorizontal from "@lucide/svelte/icons/sliders-horizontal";
import SunMoon from "@lucide/svelte/icons/sun-moon";
import UserRound from "@lucide/svelte/icons/user-round";
import Users from "@lucide/svelte/icons/users";
import { agentSettings } from "#lib/agent/agent-settings.ts";
import { isAdministrator } from "#lib/people/person-rules.ts";
import { terminalSettings } from "#lib/terminal/terminal-settings.ts";
import type { SettingsPage } from "./settings-page.ts";

/** Every page of the settings, in the order of the list. Kinds of sessions bring their own. */
export const settingsPages: readonly SettingsPage[] = [
  {
    id: "profile",
    group: "personal",
    icon: UserRound,
    load: () => import("#lib/account/ProfilePage.svelte"),
  },
  {
    id: "appearance",
    group: "personal",
    icon: SunMoon,
    load: () => import("#lib/settings/AppearancePage.svelte"),
  },
  {
    id: "ways-in",
    group: "personal",
    icon: ShieldCheck,
    load: () => import("#lib/account/WaysInPage.svelte"),
  },
  {
    id: "devices",
    group: "personal",
    icon: MonitorSmartphone,
    load: () => import("#lib/account/DevicesPage.svelte"),
  },
  {
    id: "api-keys",
    group: "personal",
    icon: KeyRound,
    load: () => import("#lib/account/ApiKeysPage.svelte"),
  },
  ...agentSettings,
  ...terminalSettings,
  {
    id: "git-identities",
    group: "work",
    icon: GitBranch,
    isInMenu: true,
    load: () => import("#lib/identities/IdentitiesPage.svelte"),
  },
  {
    id: "repositories",
    group: "work",
    icon: FolderGit2,
    isInMenu: true,
    load: () => import("#lib/repositories/RepositoriesPage.svelte"),
  },
  {
    id: "data",
    group: "work",
    icon: Database,
    load: () => import("#lib/data/DataPage.svelte"),
  },
  {
    id: "people",
    group: "administration",
    icon: Users,
    isFor: isAdministrator,
    isInMenu: true,
    load: () => import("#lib/people/PeoplePage.svelte"),
  },
  {
    id: "sign-in-providers",
    group: "administration",
    icon: LogIn,
    isFor: isAdministrator,
    isInMenu: true,
    load: () => import("#lib/providers/ProvidersPage.svelte"),
  },
  {
    id: "server-settings",
    group: "administration",
    icon: SlidersHorizontal,
    isFor: isAdministrator,
    isInMenu: true,
    load: () => import("#lib/server-settings/ServerSettingsPage.svelte"),
  },
  {
    id: "audit",
    group: "administration",
    icon: ScrollText,
    isFor: isAdministrator,
    isInMenu: true,
    load: () => import("#lib/audit/AuditPage.svelte"),
  },
  {
    id: "installation",
    group: "administration",
    icon: Server,
    isFor: isAdministrator,
    isInMenu: true,
    load: () => import("#lib/installation/InstallationPage.svelte"),
  },
];

/** What somebody with this role finds: in the list, the palette and the menu. */
export const settingsPagesFor = (role: Role): readonly SettingsPage[] =>
  settingsPages.filter(({ isFor }) => isFor?.(role) ?? true);
