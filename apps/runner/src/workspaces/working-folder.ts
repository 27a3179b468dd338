import { access, constants, mkdir, stat } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import { reasonOf } from "../log.ts";
import { Refusal } from "../refusal.ts";
import { containedPath } from "./contained-path.ts";

/** Makes a workspace that is missing. */
export async function makeWorkspace(workspacePath: string): Promise<void> {
  try {
    await mkdir(workspacePath, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Refusal("start-failed", `The workspace folder cannot be made: ${reasonOf(error)}`);
  }
}

/**
 * The folder a process starts in. A relative path stays inside the workspace; an absolute one may be anywhere, as the
 * person's shell could go there too.
 */
export async function workingFolder(workspacePath: string, cwd: string | undefined): Promise<string> {
  const folder = await placeOf(workspacePath, cwd);
  const found = await stat(folder).catch(() => undefined);
  if (!found) throw new Refusal("invalid-request", `There is no folder ${folder}.`, "cwd");
  if (!found.isDirectory()) throw new Refusal("invalid-request", `${folder} is not a folder.`, "cwd");
  await access(folder, constants.X_OK).catch(() => {
    throw new Refusal("invalid-request", `The folder ${folder} may not be entered.`, "cwd");
  });
  return folder;
}

async function placeOf(workspacePath: string, cwd: string | undefined): Promise<string> {
  if (cwd === undefined || isAbsolute(cwd)) return resolve(cwd ?? workspacePath);
  try {
    return await containedPath(workspacePath, cwd);
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, error.message, "cwd");
    throw error;
  }
}
