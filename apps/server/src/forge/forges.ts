import type { ForgeAccess, Forges } from "../domain/forge/forge.ts";
import { gitHubProject, whoAtGitHub } from "./github.forge.ts";
import { gitLabProject, whoAtGitLab } from "./gitlab.forge.ts";

/** Every kind of forge. A new one is a row here and its name in the protocol. */
const kinds = {
  github: { who: whoAtGitHub, project: gitHubProject },
  gitlab: { who: whoAtGitLab, project: gitLabProject },
} as const satisfies Record<ForgeAccess["kind"], Forges>;

export const forges: Forges = {
  who: (access) => kinds[access.kind].who(access),
  project: (access, path) => kinds[access.kind].project(access, path),
};
