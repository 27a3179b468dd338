import { resolve } from "$app/paths";

/** Every address of the app, with the path that it is mounted at. */
export const homePath = () => resolve("/(rooms)");
export const settingsPath = () => resolve("/(rooms)/settings");
export const loginPath = () => resolve("/login");
export const setupPath = () => resolve("/setup");
export const sessionPath = (id: string) => resolve("/(rooms)/sessions/[id]", { id });
