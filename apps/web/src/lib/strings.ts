import { accountStrings } from "./account/account-strings.ts";
import { agentStrings } from "./agent/agent-strings.ts";
import { auditStrings } from "./audit/audit-strings.ts";
import { editorStrings } from "./editor/editor-strings.ts";
import { filesStrings } from "./files/files-strings.ts";
import { hostTokensStrings } from "./host-tokens/host-tokens-strings.ts";
import { identitiesStrings } from "./identities/identities-strings.ts";
import { installationStrings } from "./installation/installation-strings.ts";
import { pairingStrings } from "./account/pairing-strings.ts";
import { peopleStrings } from "./people/people-strings.ts";
import { providersStrings } from "./providers/providers-strings.ts";
import { repositoriesStrings } from "./repositories/repositories-strings.ts";
import { roomsStrings } from "./rooms/rooms-strings.ts";
import { sessionsStrings } from "./sessions/sessions-strings.ts";
import { settingsStrings } from "./settings/settings-strings.ts";
import { sharingStrings } from "./sharing/sharing-strings.ts";
import { shellStrings } from "./shell/shell-strings.ts";
import { terminalStrings } from "./terminal/terminal-strings.ts";
import { timeStrings } from "./language/time-strings.ts";
import type { Translation } from "./language/translation.ts";
import { uiStrings } from "./ui/ui-strings.ts";
import { waysInStrings } from "./account/ways-in-strings.ts";
import { workspacesStrings } from "./workspaces/workspaces-strings.ts";

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
  settings: settingsStrings,
  ...peopleStrings,
  installation: installationStrings,
  audit: auditStrings,
  time: timeStrings,
  shell: shellStrings,
  agent: agentStrings,
  editor: editorStrings,
  files: filesStrings,
};

export type Strings = Translation<typeof english>;

/** Every word the app says, in the language of the page. A live binding: read it where it is used, or in a module's constants. */
export let strings: Strings = english;

/** Called once, before the first page is made (hooks.client.ts). */
export function speak(words: Strings) {
  strings = words;
}
