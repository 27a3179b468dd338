import type { Buffer } from "node:buffer";
import { type FileHandle, readlink } from "node:fs/promises";
import { basename } from "node:path";
import { TRASH_FOLDER } from "@dispatch/protocol/errands/files";
import type { ErrandHandlers } from "../errand.ts";
import type { MakeArchive, Packed } from "./archive-writer.ts";
import { ByteSink } from "./byte-sink.ts";
import { readSmall, SMALL_BYTES } from "./entry.ts";
import { about, changed, notAFolder, refused } from "./file-problem.ts";
import type { Held } from "./held.ts";
import { findThere } from "./spot.ts";
import { tarWriter } from "./tar-writer.ts";
import { type Met, walkTree } from "./walk-tree.ts";
import { zipWriter } from "./zip-writer.ts";

const PIECE_BYTES = 256 * 1024;
const writers: Readonly<Record<"tar" | "zip", MakeArchive>> = { tar: tarWriter, zip: zipWriter };

/** Gives a folder with all that is in it, as it is read. Pipes, sockets, devices and the trash are left out. */
export const archiveHandlers: Pick<ErrandHandlers, "files.archive"> = {
  "files.archive": async ({ path, format }, errand) => {
    const { signal } = errand;
    await using spot = await findThere(errand.folder, path, { followLast: true });
    if (!spot.found.stats.isDirectory()) throw notAFolder(path);
    const name = spot.isTop ? basename(errand.folder) : spot.name.toString();
    const isTrash = (met: Met) => spot.isTop && met.path === TRASH_FOLDER;
    const sink = new ByteSink((bytes) => errand.send(bytes));
    const archive = writers[format](sink);
    await about(path, async () => {
      await spot.found.names(); // what may not be read is refused before anything is said
      errand.note({ name });
      await archive.add({ type: "folder", path: name, ...attributesOf(spot.found) });
      for await (const met of walkTree(spot.found, { signal, enters: (one) => !isTrash(one) })) {
        if (met.isDeepest && met.held.stats.isDirectory())
          throw refused(path, "Its folders nest too deep for an archive.");
        if (!isTrash(met)) await about(met.path, () => pack(met, name, (packed) => archive.add(packed)));
      }
      await archive.end();
      await sink.flush();
    });
    return {};
  },
};

async function pack(met: Met, top: string, add: (packed: Packed) => Promise<void>): Promise<void> {
  const { held, folder, name } = met;
  const common = { path: `${top}/${met.path}`, ...attributesOf(held) };
  if (held.stats.isDirectory()) return await add({ type: "folder", ...common });
  if (held.stats.isSymbolicLink())
    return await add({ type: "link", target: await readlink(folder.child(name)), ...common });
  if (!held.stats.isFile()) return;
  await using file = await held.read();
  if (held.stats.size > SMALL_BYTES) {
    const size = Number(held.stats.size);
    return await add({ type: "file", size, bytes: () => pieces(file, size, met.path), ...common });
  }
  const content = await readSmall(file);
  return await add({ type: "file", size: content.length, bytes: () => one(content), ...common });
}

const attributesOf = ({ stats }: Held) => ({
  mode: Number(stats.mode & 0o777n),
  modifiedAt: Number(stats.mtimeMs),
});

async function* one(bytes: Buffer) {
  if (bytes.length > 0) yield await Promise.resolve(bytes);
}

/** As many bytes as were announced: what is written to the end of a file meanwhile is not in the archive. */
async function* pieces(file: FileHandle, size: number, path: string) {
  for (let at = 0; at < size;) {
    const piece = globalThis.Buffer.allocUnsafe(Math.min(PIECE_BYTES, size - at));
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) throw changed(path, "");
    yield piece.subarray(0, bytesRead);
    at += bytesRead;
  }
}
