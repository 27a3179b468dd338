import { type Buffer } from "node:buffer";
import { rename, rmdir, unlink } from "node:fs/promises";
import { Held } from "./held.ts";
import { newPart } from "./write.ts";

/** Deeper folders are first moved up: each level is a descriptor for as long as it is worked in. */
const DEPTH_LIMIT = 64;
const OWN_RIGHTS = 0o700n;

/** Removes what lies under a name, by descriptors and through no link. Nothing there is as good. */
export async function removeTree(folder: Held, name: Buffer | string): Promise<void> {
  const names: (Buffer | string)[] = [name];
  for (let next = names.pop(); next !== undefined; next = names.pop())
    await remove(folder, next, { depth: 0, moveUp: async (deep) => names.push(await movedTo(folder, deep)) });
}

type Work = { readonly depth: number; readonly moveUp: (deep: Buffer) => Promise<unknown> };

async function remove(folder: Held, name: Buffer | string, work: Work): Promise<void> {
  const place = folder.child(name);
  const held = await Held.open(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!held) return;
  await using _ = held;
  if (!held.stats.isDirectory()) return await unlink(place);
  if (work.depth >= DEPTH_LIMIT) return void (await work.moveUp(place));
  if ((held.stats.mode & OWN_RIGHTS) !== OWN_RIGHTS) await held.setMode(held.stats.mode | OWN_RIGHTS);
  for (const child of await held.names()) await remove(held, child, { ...work, depth: work.depth + 1 });
  await rmdir(place);
}

async function movedTo(folder: Held, deep: Buffer): Promise<string> {
  const name = newPart();
  await rename(deep, folder.child(name));
  return name;
}
