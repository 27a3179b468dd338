import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { DeletedFile, TRASH_FOLDER, TRASH_KEPT_MS } from "@dispatch/protocol/errands/files";
import { typeOf } from "./entry.ts";
import { about, notFound, refused } from "./file-problem.ts";
import { Held } from "./held.ts";
import { removeTree } from "./remove-tree.ts";
import type { Spot } from "./spot.ts";

/** What lies in the trash: a folder for each deletion, with what was deleted and a note of where it was. */
export const CONTENT = "content";
const NOTE = "deleted.json";
const NOTE_LIMIT_BYTES = 16 * 1024;
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** The trash, if there is one. */
export async function openTrash(workspace: string): Promise<Held | undefined> {
  await using top = await Held.root(workspace);
  const held = await Held.open(top.child(TRASH_FOLDER)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!held || held.stats.isDirectory()) return held;
  await held[Symbol.asyncDispose]();
  throw refused(
    TRASH_FOLDER,
    `${TRASH_FOLDER} is to be a folder, for deleted files. Move what is there away.`,
  );
}

/** Made with the first deletion. A rule in it tells git to look past all of it. */
async function makeTrash(workspace: string): Promise<Held> {
  await using top = await Held.root(workspace);
  await mkdir(top.child(TRASH_FOLDER), 0o700).catch(unlessThere);
  const trash = await openTrash(workspace);
  if (!trash) throw notFound(TRASH_FOLDER);
  await createFile(trash, ".gitignore", "*\n").catch(unlessThere);
  return trash;
}

const unlessThere = (error: NodeJS.ErrnoException) => {
  if (error.code !== "EEXIST") throw error;
};

async function createFile(folder: Held, name: string, text: string): Promise<void> {
  await using file = await open(folder.child(name), CREATE, 0o600);
  await file.writeFile(text);
}

/** Puts what lies at a spot away, to be had back. */
export async function putAway(workspace: string, spot: Spot): Promise<DeletedFile> {
  await using trash = await makeTrash(workspace);
  await clearOld(trash);
  return await about(spot.wished, async () => {
    const place = spot.folder.child(spot.name);
    await using there = await Held.open(place);
    const type = typeOf(there.stats);
    const deleted: DeletedFile = {
      id: randomBytes(8).toString("hex"),
      path: spot.path,
      type,
      size: type === "file" ? Number(there.stats.size) : 0,
      deletedAt: Date.now(),
    };
    await mkdir(trash.child(deleted.id), 0o700);
    await using bin = await Held.open(trash.child(deleted.id));
    try {
      await createFile(bin, NOTE, JSON.stringify(deleted));
      await spot.check();
      await rename(place, bin.child(CONTENT));
    } catch (error) {
      await removeTree(trash, deleted.id);
      throw error;
    }
    return deleted;
  });
}

/** What can be had back, what was deleted last first. */
export async function listTrash(trash: Held): Promise<DeletedFile[]> {
  await clearOld(trash);
  const items: DeletedFile[] = [];
  for (const name of await trash.names()) {
    const item = await noteOf(trash, name.toString());
    if (item) items.push(item);
  }
  return items.sort((a, b) => b.deletedAt - a.deletedAt);
}

/** What was noted of a deletion; sessions can write here too, so that it may be nothing of ours. */
export async function noteOf(trash: Held, id: string): Promise<DeletedFile | undefined> {
  if (!DeletedFile.shape.id.safeParse(id).success) return undefined;
  try {
    await using bin = await Held.open(trash.child(id));
    if (!bin.stats.isDirectory()) return undefined;
    await using content = await Held.open(bin.child(CONTENT));
    await using note = await Held.open(bin.child(NOTE));
    if (note.stats.size > NOTE_LIMIT_BYTES) return undefined;
    await using file = await note.read();
    const parsed = DeletedFile.safeParse(JSON.parse(await file.readFile("utf8")));
    return parsed.success ? { ...parsed.data, id, type: typeOf(content.stats) } : undefined;
  } catch {
    return undefined;
  }
}

/** What nobody wanted back in time goes, and so does what was cut short. */
async function clearOld(trash: Held): Promise<void> {
  const before = Date.now() - TRASH_KEPT_MS;
  for (const name of await trash.names()) {
    if (name.toString() === ".gitignore") continue;
    await using bin = await Held.open(trash.child(name)).catch(() => undefined);
    if (bin && Number((await noteOf(trash, name.toString()))?.deletedAt ?? bin.stats.mtimeMs) < before)
      await removeTree(trash, name);
  }
}
