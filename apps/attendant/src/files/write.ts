import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, link, mkdir, open, rename, unlink } from "node:fs/promises";
import type { FileEntry } from "@dispatch/protocol/errands/files";
import type { Errand, ErrandHandlers } from "../errand.ts";
import { contentTag, entryOf, etagOf, identityTag, SMALL_BYTES } from "./entry.ts";
import { about, changed, exists, notAFile } from "./file-problem.ts";
import { Held } from "./held.ts";
import { alone } from "./one-at-a-time.ts";
import { type Spot, findSpot, findThere, namesOf, notTop } from "./spot.ts";
import { statOf } from "./list.ts";

export const isPart = (name: string) => /^\.dispatch-part-[0-9a-f]{16}$/.test(name);
export const newPart = () => `.dispatch-part-${randomBytes(8).toString("hex")}`;

type Conditions = { readonly onlyOver?: readonly string[] | undefined; readonly onlyNew?: boolean };

/** Writes files, whole or not at all, and makes folders. */
export const writeHandlers: Pick<ErrandHandlers, "files.write" | "files.make-folder"> = {
  "files.write": async ({ path, makeParents, ...conditions }, errand) => {
    if (makeParents) await makeFolders(errand.folder, namesOf(path).slice(0, -1));
    await using spot = await findSpot(errand.folder, path, { followLast: true });
    notTop(spot);
    return await about(path, () => write(spot, conditions, errand));
  },

  "files.make-folder": async ({ path, makeParents }, { folder }) => {
    const names = namesOf(path);
    if (makeParents) await makeFolders(folder, names.slice(0, -1));
    {
      await using spot = await findSpot(folder, path, { followLast: false });
      if (spot.found) throw exists(path);
      await about(path, () => mkdir(spot.folder.child(spot.name)));
    }
    await using spot = await findThere(folder, path, { followLast: false });
    return await statOf(spot);
  },
};

/** Folders that are not there yet, one in the other. */
export async function makeFolders(workspace: string, names: readonly Buffer[]): Promise<void> {
  for (let count = 1; count <= names.length; count++) {
    const path = names
      .slice(0, count)
      .map((name) => name.toString())
      .join("/");
    await using spot = await findSpot(workspace, path, { followLast: true });
    if (spot.found) continue;
    await mkdir(spot.folder.child(spot.name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

/** Throws unless what is there now is what the caller believes to be there. */
export async function judge(
  spot: Spot,
  { onlyOver, onlyNew = false }: Conditions,
): Promise<Held | undefined> {
  const there = await Held.open(spot.folder.child(spot.name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!onlyNew && !onlyOver) return there;
  const etag = there ? await tagOf(there) : null;
  const isMeant = onlyNew
    ? etag === null
    : etag !== null && onlyOver?.some((one) => one === "*" || one === etag);
  if (isMeant) return there;
  await there?.[Symbol.asyncDispose]();
  throw changed(spot.wished, etag);
}

async function tagOf(held: Held): Promise<string> {
  if (!held.stats.isFile()) return identityTag(held.stats);
  await using file = await held.read();
  return await etagOf(file);
}

async function write(
  spot: Spot,
  conditions: Conditions,
  errand: Errand<"files.write">,
): Promise<{ entry: FileEntry; isNew: boolean }> {
  {
    await using before = await judge(spot, conditions);
    if (before && !before.stats.isFile()) throw notAFile(spot.wished);
    // Taking a file's place would need no right to write to it.
    if (before) await access(before.path, constants.W_OK);
  }
  const part = spot.folder.child(newPart());
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  await using file = await open(part, flags, 0o666);
  try {
    const hash = createHash("sha256");
    let size = 0;
    for await (const bytes of errand.received) {
      errand.signal.throwIfAborted();
      hash.update(bytes);
      size += bytes.length;
      for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
    }
    await file.datasync();
    const isNew = await alone(spot.folder, spot.name, async () => {
      errand.signal.throwIfAborted();
      await spot.check();
      await using before = await judge(spot, conditions);
      if (before?.stats.isFile()) await file.chmod(Number(before.stats.mode & 0o777n));
      await publish(spot, part, conditions.onlyNew === true);
      return before === undefined;
    });
    const stats = await file.stat({ bigint: true });
    const etag = size > SMALL_BYTES ? identityTag(stats) : contentTag(hash.digest("base64url"));
    return { entry: { ...(await entryOf(spot.folder, { stats }, spot.name, spot.wished)), etag }, isNew };
  } catch (error) {
    await unlink(part).catch(() => undefined);
    throw error;
  }
}

/** Gives what was written its name: in one step, and where only something new is wanted over nothing else. */
async function publish(spot: Spot, part: Buffer, onlyNew: boolean): Promise<void> {
  const place = spot.folder.child(spot.name);
  if (!onlyNew) return await rename(part, place);
  try {
    await link(part, place);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") await (await judge(spot, { onlyNew }))?.[Symbol.asyncDispose]();
    if (!WITHOUT_HARD_LINKS.has(code)) throw error;
    return await rename(part, place);
  }
  await unlink(part);
}

/** What file systems say that have none. */
export const WITHOUT_HARD_LINKS: ReadonlySet<string> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);
