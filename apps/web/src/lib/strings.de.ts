import { accountStrings } from "./account/account-strings.ts";
import { agentStrings } from "./agent/agent-strings.de.ts";
import { auditStrings } from "./audit/audit-strings.ts";
import { editorStrings } from "./editor/editor-strings.de.ts";
import { filesStrings } from "./files/files-strings.de.ts";
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
import { shellStrings } from "./shell/shell-strings.de.ts";
import { terminalStrings } from "./terminal/terminal-strings.ts";
import { timeStrings } from "./language/time-strings.ts";
import { uiStrings } from "./ui/ui-strings.ts";
import { waysInStrings } from "./account/ways-in-strings.ts";
import { workspacesStrings } from "./workspaces/workspaces-strings.ts";
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
