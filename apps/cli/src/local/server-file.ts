import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a running server writes about itself into its home folder. */
export type ServerFile = { readonly pid: number; readonly url: string; readonly startedAt: string; readonly build: string };

export const serverFilePath = (home: string) => join(home, "run", "server.json");

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // it exists, and belongs to someone else
  }
}

/** The server that runs from this home folder, if one does. A file left behind by a killed one counts as none. */
export async function runningServer(home: string): Promise<ServerFile | undefined> {
  let file: Partial<ServerFile>;
  try {
    file = JSON.parse(await readFile(serverFilePath(home), "utf8")) as Partial<ServerFile>;
  } catch {
    return undefined;
  }
  if (typeof file.pid !== "number" || !Number.isInteger(file.pid) || file.pid <= 1 || typeof file.url !== "string") return undefined;
  return isAlive(file.pid) ? (file as ServerFile) : undefined;
}
