import { accountStrings } from "./account/account-strings.ts";
import { agentProvidersStrings } from "./agent-providers/agent-providers-strings.ts";
import { agentStrings } from "./agent/agent-strings.ts";
import { auditStrings } from "./audit/audit-strings.ts";
import { dataStrings } from "./data/data-strings.ts";
import { directoryStrings } from "./directory/directory-strings.ts";
import { editorStrings } from "./editor/editor-strings.ts";
import { filesStrings } from "./files/files-strings.ts";
import { hostTokensStrings } from "./host-tokens/host-tokens-strings.ts";
import { identitiesStrings } from "./identities/identities-strings.ts";
import { installationStrings } from "./installation/installation-strings.ts";
import { pairingStrings } from "./account/pairing-strings.ts";
import { peopleStrings } from "./people/people-strings.ts";
import { playbackStrings } from "./playback/playback-strings.ts";
import { previewStrings } from "./preview/preview-strings.ts";
import { providersStrings } from "./providers/providers-strings.ts";
import { pwaStrings } from "./pwa/pwa-strings.ts";
import { repositoriesStrings } from "./repositories/repositories-strings.ts";
import { reviewStrings } from "./review/review-strings.ts";
import { roomsStrings } from "./rooms/rooms-strings.ts";
import { rulesStrings } from "./rules/rules-strings.ts";
import { sessionsStrings } from "./sessions/sessions-strings.ts";
import { serverSettingsStrings } from "./server-settings/server-settings-strings.ts";
import { settingsPagesStrings } from "./settings/settings-pages-strings.ts";
import { settingsStrings } from "./settings/settings-strings.ts";
import { sharingStrings } from "./sharing/sharing-strings.ts";
import { shellStrings } from "./shell/shell-strings.ts";
import { terminalStrings } from "./terminal/terminal-strings.ts";
import { terminalToolsStrings } from "./terminal/terminal-tools-strings.ts";
import { themesStrings } from "./terminal/themes-strings.ts";
import { timeStrings } from "./language/time-strings.ts";
import { uiStrings } from "./ui/ui-strings.ts";
import { usageStrings } from "./usage/usage-strings.ts";
import { waysInStrings } from "./account/ways-in-strings.ts";
import { workspacesStrings } from "./workspaces/workspaces-strings.ts";
import type { Translation } from "./language/translation.ts";

/** English, which every other language says again: `strings.de.ts`. */
const english = {
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

export type Strings = Translation<typeof english>;

/** Every word the app says, in the language of the page. A live binding: read it where it is used, or in a module's constants. */
export let strings: Strings = english;

/** Called once, before the first page is made (hooks.client.ts). */
export function speak(words: Strings) {
  strings = words;
}
