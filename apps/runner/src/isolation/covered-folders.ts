import { realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { isBelow } from "../workspaces/is-below.ts";

const OTHERS_MAY_ENTER = 0o001;

/**
 * What must be covered so that nothing of `hidden` is seen, and so that `kept` folders can be reached: where somebody
 * without rights could not pass a folder above a kept one, that folder is covered too, and made anew to be passed.
 */
export async function coveredFolders(
  hidden: readonly string[],
  kept: readonly string[],
): Promise<readonly string[]> {
  const real = await Promise.all(hidden.map((folder) => realpath(folder).catch(() => undefined)));
  const closed = await Promise.all(kept.map(highestClosed));
  const all = [...real, ...closed].filter((folder) => folder !== undefined);
  return [...new Set(all)].filter((one) => !all.some((other) => other !== one && isBelow(one, other)));
}

async function highestClosed(folder: string): Promise<string | undefined> {
  let closed: string | undefined;
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
    const { mode } = await stat(above);
    if ((mode & OTHERS_MAY_ENTER) === 0) closed = above;
  }
  return closed;
}
