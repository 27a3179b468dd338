import { constants } from "node:fs";
import { copyFile, mkdir, readlink, symlink } from "node:fs/promises";
import type { ErrandHandlers } from "../errand.ts";
import { judgeSize } from "./copy-size.ts";
import { about, intoItself, notAFile, refused } from "./file-problem.ts";
import { Held } from "./held.ts";
import { clearPlace, isWithin, renameToFree, seen } from "./move.ts";
import { alone } from "./one-at-a-time.ts";
import { removeTree } from "./remove-tree.ts";
import { DEPTH_LIMIT, findSpot, findThere, notTop } from "./spot.ts";
import { newPart } from "./write.ts";

/** Copies a file, or a folder with all that is in it: whole, or not at all. Pipes, sockets and devices are left out. */
export const copyHandlers: Pick<ErrandHandlers, "files.copy"> = {
  "files.copy": async ({ from, to, overwrite }, { folder, signal }) => {
    await using source = await findThere(folder, from, { followLast: false });
    notTop(source);
    await using target = await findSpot(folder, to, { followLast: false });
    notTop(target);
    if (target.path === source.path || isWithin(target, source))
      throw intoItself(`${JSON.stringify(from)} cannot be copied onto or into itself.`);
    if (!(
      source.found.stats.isFile() ||
      source.found.stats.isDirectory() ||
      source.found.stats.isSymbolicLink()
    ))
      throw notAFile(from);
    await about(from, () => judgeSize({ source: source.found, folder: target.folder, from, signal }));
    const part = newPart();
    try {
      await about(from, () =>
        copyTree(source, { folder: target.folder, name: part }, { signal, from, depth: 0 }),
      );
      await alone(target.folder, target.name, async () => {
        await target.check();
        await clearPlace(folder, target, overwrite);
        await about(to, () =>
          renameToFree({ folder: target.folder, name: part, found: source.found }, target),
        );
      });
    } catch (error) {
      await removeTree(target.folder, part);
      throw error;
    }
    return await seen(folder, to);
  },
};

type Source = { readonly folder: Held; readonly name: Buffer; readonly found: Held };
type Place = { readonly folder: Held; readonly name: Buffer | string };
type Work = { readonly signal: AbortSignal; readonly from: string; readonly depth: number };

async function copyTree({ folder, name, found }: Source, place: Place, work: Work): Promise<void> {
  work.signal.throwIfAborted();
  const to = place.folder.child(place.name);
  if (found.stats.isSymbolicLink())
    return await symlink(await readlink(folder.child(name), { encoding: "buffer" }), to);
  if (found.stats.isFile()) {
    // The descriptor leads to the file itself, and the new name must be nobody's.
    return await copyFile(found.path, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  }
  if (!found.stats.isDirectory()) return;
  if (work.depth >= DEPTH_LIMIT) throw refused(work.from, "Its folders nest too deep to be copied.");
  await mkdir(to, 0o700);
  await using made = await Held.open(to);
  for (const child of await found.names()) {
    await using inner = await Held.open(found.child(child));
    await copyTree(
      { folder: found, name: child, found: inner },
      { folder: made, name: child },
      { ...work, depth: work.depth + 1 },
    );
  }
  await made.setMode(found.stats.mode);
}
