import { agentHandlers } from "./agents/agent-handlers.ts";
import type { ErrandHandlers } from "./errand.ts";
import { fileHandlers } from "./files/file-handlers.ts";
import { gitHandlers } from "./git/git-handlers.ts";
import { repositoryHandlers } from "./repositories/repository-handlers.ts";
import { setUpHandlers } from "./set-up/set-up-handlers.ts";

/** Everything an attendant can be sent to do. */
export const handlers: ErrandHandlers = {
  ...fileHandlers,
  ...gitHandlers,
  ...repositoryHandlers,
  ...setUpHandlers,
  ...agentHandlers,
};
