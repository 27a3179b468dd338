import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isAlive, startedBy } from "./process.ts";

/** What a running server writes about itself into its home folder. */
export type ServerFile = {
  readonly pid: number;
  readonly url: string;
  readonly startedAt: string;
  readonly build: string;
};

const serverFilePath = (home: string) => join(home, "run", "server.json");

/** The server that runs from this home folder, if one does. A file that a killed one left behind counts as none. */
export async function runningServer(home: string): Promise<ServerFile | undefined> {
  let file: Partial<ServerFile>;
  try {
    file = JSON.parse(await readFile(serverFilePath(home), "utf8")) as Partial<ServerFile>;
  } catch {
    return undefined;
  }
  if (
    typeof file.pid !== "number" ||
    !Number.isInteger(file.pid) ||
    file.pid <= 1 ||
    typeof file.url !== "string"
  )
    return undefined;
  // The file is written once the server is up: a process that began later has only inherited the number.
  const isOurs = isAlive(file.pid) && startedBy(file.pid, Date.parse(file.startedAt ?? ""));
  return isOurs ? (file as ServerFile) : undefined;
}
