import { resolve } from "$app/paths";
import type { SettingsPageId } from "./settings/settings-page.ts";
import { placeText } from "./files/path-names.ts";

/** Every address of the app, with the path that it is mounted at. */
export const homePath = () => resolve("/(rooms)");
export const inboxPath = () => resolve("/(rooms)/inbox");
export const settingsPath = (page?: SettingsPageId) =>
  resolve("/(rooms)/settings/[[page]]", page === undefined ? {} : { page });
export const workspacesPath = () => resolve("/(rooms)/workspaces");
export const newWorkspacePath = () => resolve("/(rooms)/workspaces?new");
export const pairPath = () => resolve("/pair");
/** `next` is where to go once somebody has signed in. */
export const loginPath = (next?: string) =>
  next === undefined ? resolve("/login") : resolve(`/login?next=${encodeURIComponent(next)}`);
export const setupPath = () => resolve("/setup");
export const joinPath = () => resolve("/join");
export const resetPath = () => resolve("/reset");
export const sessionPath = (id: string) => resolve("/(rooms)/(desk)/sessions/[id]", { id });
export const reviewPath = (id: string) => resolve("/(rooms)/(desk)/workspaces/[id]/review", { id });

/** A file as it is meant to be seen. */
export const previewPath = (workspaceId: string, path: string) => {
  const preview = resolve("/(rooms)/(desk)/workspaces/[id]/preview", { id: workspaceId });
  return `${preview}?path=${encodeURIComponent(path)}` as typeof preview;
};

/** The files of a workspace, with one of them open at a line. */
export const filesPath = (workspaceId: string, path?: string, line?: number) => {
  const files = resolve("/(rooms)/(desk)/workspaces/[id]/files", { id: workspaceId });
  if (path === undefined) return files;
  return `${files}?path=${encodeURIComponent(placeText(path, line))}` as typeof files;
};
