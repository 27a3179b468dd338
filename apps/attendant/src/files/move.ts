import { link, rename, unlink } from "node:fs/promises";
import type { FileEntry } from "@dispatch/protocol/errands/files";
import type { ErrandHandlers } from "../errand.ts";
import { about, exists, intoItself } from "./file-problem.ts";
import { Held } from "./held.ts";
import { statOf } from "./list.ts";
import { alone } from "./one-at-a-time.ts";
import { type FoundSpot, type Spot, findSpot, findThere, notTop } from "./spot.ts";
import { putAway } from "./trash.ts";
import { WITHOUT_HARD_LINKS } from "./write.ts";

/** Gives a file or folder another place. What is overwritten can be had back. */
export const moveHandlers: Pick<ErrandHandlers, "files.move"> = {
  "files.move": async ({ from, to, overwrite }, { folder }) => {
    await using source = await findThere(folder, from, { followLast: false });
    notTop(source);
    await using target = await findSpot(folder, to, { followLast: false });
    notTop(target);
    if (isWithin(target, source)) throw intoItself(`${JSON.stringify(from)} cannot be moved into itself.`);
    if (target.found && source.path === target.path) return await seen(folder, to);
    await alone(target.folder, target.name, async () => {
      await Promise.all([source.check(), target.check()]);
      await clearPlace(folder, target, overwrite);
      await about(to, () => renameToFree(source, target));
    });
    return await seen(folder, to);
  },
};

export const isWithin = (inner: Spot, outer: FoundSpot) => inner.path.startsWith(`${outer.path}/`);

export async function seen(workspace: string, path: string): Promise<FileEntry> {
  await using spot = await findThere(workspace, path, { followLast: false });
  return await about(path, () => statOf(spot));
}

/** Makes sure that nothing is under the name; what was is put away. */
export async function clearPlace(workspace: string, target: Spot, overwrite: boolean): Promise<void> {
  const there = await Held.open(target.folder.child(target.name)).catch(() => undefined);
  if (!there) return;
  await there[Symbol.asyncDispose]();
  if (!overwrite) throw exists(target.wished);
  await putAway(workspace, target);
}

/** Takes a name that nothing has. A file cannot take that of one which came in between; a folder only an empty one's. */
export async function renameToFree(
  source: { readonly folder: Held; readonly name: Buffer | string; readonly found: Pick<Held, "stats"> },
  target: Pick<Spot, "folder" | "name">,
): Promise<void> {
  const from = source.folder.child(source.name);
  const to = target.folder.child(target.name);
  if (source.found.stats.isDirectory()) return await rename(from, to);
  try {
    await link(from, to);
  } catch (error) {
    if (!WITHOUT_HARD_LINKS.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    return await rename(from, to);
  }
  await unlink(from);
}
