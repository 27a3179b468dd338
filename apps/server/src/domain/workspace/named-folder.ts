import { realpath, stat } from "node:fs/promises";
import { isAbsolute, sep } from "node:path";
import { Problem } from "@dispatch/protocol/problems";

/** The real path of a folder that somebody names for a workspace, or why it cannot be one. */
export async function namedFolder(path: string, kept: readonly string[]): Promise<string> {
  const refused = (detail: string) => new Problem("workspace-path-refused", { path }, detail);
  if (!isAbsolute(path)) throw refused("Give the folder's whole path, from / on.");
  const folder = await realpath(path).catch(() => undefined);
  if (folder === undefined || !(await stat(folder)).isDirectory())
    throw refused("There is no such folder on the machine that runs Dispatch. Make it first.");
  for (const own of kept) {
    const real = await realpath(own).catch(() => own);
    if (isWithin(folder, real) || isWithin(real, folder))
      throw refused(
        "Dispatch keeps its own files there, other people's among them. Name another folder, or none: Dispatch makes one.",
      );
  }
  return folder;
}

/** Whether a folder that was named still lies where it lay: a link in its place would lead sessions somewhere else. */
export async function stillLies(path: string): Promise<boolean> {
  return (await realpath(path).catch(() => undefined)) === path;
}

const isWithin = (path: string, folder: string) =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
