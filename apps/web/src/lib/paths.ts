import { resolve } from "$app/paths";
import { placeText } from "./files/path-names.ts";

/** Every address of the app, with the path that it is mounted at. */
export const homePath = () => resolve("/(rooms)");
export const inboxPath = () => resolve("/(rooms)/inbox");
export const settingsPath = () => resolve("/(rooms)/settings");
export const workspacesPath = () => resolve("/(rooms)/workspaces");
export const newWorkspacePath = () => resolve("/(rooms)/workspaces?new");
export const repositoriesPath = () => resolve("/(rooms)/repositories");
export const peoplePath = () => resolve("/(rooms)/people");
export const providersPath = () => resolve("/(rooms)/sign-in-providers");
export const identitiesPath = () => resolve("/(rooms)/git-identities");
export const pairPath = () => resolve("/pair");
export const installationPath = () => resolve("/(rooms)/installation");
export const auditPath = () => resolve("/(rooms)/audit");
/** `next` is where to go once somebody has signed in. */
export const loginPath = (next?: string) =>
  next === undefined ? resolve("/login") : resolve(`/login?next=${encodeURIComponent(next)}`);
export const setupPath = () => resolve("/setup");
export const joinPath = () => resolve("/join");
export const resetPath = () => resolve("/reset");
export const sessionPath = (id: string) => resolve("/(rooms)/(desk)/sessions/[id]", { id });

/** The files of a workspace, with one of them open at a line. */
export const filesPath = (workspaceId: string, path?: string, line?: number) => {
  const id = workspaceId;
  if (path === undefined) return resolve("/(rooms)/(desk)/workspaces/[id]/files", { id });
  const place = encodeURIComponent(placeText(path, line));
  return `${resolve("/(rooms)/(desk)/workspaces/[id]/files", { id })}?path=${place}`;
};
