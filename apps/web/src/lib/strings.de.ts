import { accountStrings } from "./account/account-strings.de.ts";
import { agentProvidersStrings } from "./agent-providers/agent-providers-strings.de.ts";
import { agentStrings } from "./agent/agent-strings.de.ts";
import { auditStrings } from "./audit/audit-strings.de.ts";
import { dataStrings } from "./data/data-strings.de.ts";
import { directoryStrings } from "./directory/directory-strings.de.ts";
import { editorStrings } from "./editor/editor-strings.de.ts";
import { filesStrings } from "./files/files-strings.de.ts";
import { hostTokensStrings } from "./host-tokens/host-tokens-strings.de.ts";
import { identitiesStrings } from "./identities/identities-strings.de.ts";
import { installationStrings } from "./installation/installation-strings.de.ts";
import { pairingStrings } from "./account/pairing-strings.de.ts";
import { peopleStrings } from "./people/people-strings.de.ts";
import { playbackStrings } from "./playback/playback-strings.de.ts";
import { previewStrings } from "./preview/preview-strings.de.ts";
import { providersStrings } from "./providers/providers-strings.de.ts";
import { pwaStrings } from "./pwa/pwa-strings.de.ts";
import { repositoriesStrings } from "./repositories/repositories-strings.de.ts";
import { reviewStrings } from "./review/review-strings.de.ts";
import { roomsStrings } from "./rooms/rooms-strings.de.ts";
import { rulesStrings } from "./rules/rules-strings.de.ts";
import { sessionsStrings } from "./sessions/sessions-strings.de.ts";
import { serverSettingsStrings } from "./server-settings/server-settings-strings.de.ts";
import { settingsPagesStrings } from "./settings/settings-pages-strings.de.ts";
import { settingsStrings } from "./settings/settings-strings.de.ts";
import { sharingStrings } from "./sharing/sharing-strings.de.ts";
import { shellStrings } from "./shell/shell-strings.de.ts";
import { terminalStrings } from "./terminal/terminal-strings.de.ts";
import { terminalToolsStrings } from "./terminal/terminal-tools-strings.de.ts";
import { themesStrings } from "./terminal/themes-strings.de.ts";
import { timeStrings } from "./language/time-strings.de.ts";
import { uiStrings } from "./ui/ui-strings.de.ts";
import { usageStrings } from "./usage/usage-strings.de.ts";
import { waysInStrings } from "./account/ways-in-strings.de.ts";
import { workspacesStrings } from "./workspaces/workspaces-strings.de.ts";
import type { Strings } from "./strings.ts";

/** German, fetched when it is spoken. */
export const german: Strings = {
  ...uiStrings,
  ...accountStrings,
  ...waysInStrings,
  pairing: pairingStrings,
  providers: providersStrings,
  identities: identitiesStrings,
  hostTokens: hostTokensStrings,
  ...roomsStrings,
  ...sessionsStrings,
  ...workspacesStrings,
  repositories: repositoriesStrings,
  ...sharingStrings,
  ...terminalStrings,
  agentProviders: agentProvidersStrings,
  rules: rulesStrings,
  usage: usageStrings,
  data: dataStrings,
  serverSettings: serverSettingsStrings,
  settings: settingsStrings,
  settingsPages: settingsPagesStrings,
  ...peopleStrings,
  installation: installationStrings,
  audit: auditStrings,
  time: timeStrings,
  shell: shellStrings,
  pwa: pwaStrings,
  agent: agentStrings,
  playback: playbackStrings,
  terminalTools: terminalToolsStrings,
  themes: themesStrings,
  review: reviewStrings,
  editor: editorStrings,
  files: filesStrings,
  directory: directoryStrings,
  preview: previewStrings,
};
