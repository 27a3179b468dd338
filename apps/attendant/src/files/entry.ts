import { type Buffer, isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import type { BigIntStats } from "node:fs";
import { type FileHandle, readlink } from "node:fs/promises";
import type { FileEntry } from "@dispatch/protocol/errands/files";
import type { Held } from "./held.ts";

/** Files up to here are known by what they hold, larger ones by what the system says of them. */
export const SMALL_BYTES = 1024 * 1024;

export const typeOf = (stats: BigIntStats): FileEntry["type"] => {
  if (stats.isFile()) return "file";
  if (stats.isDirectory()) return "folder";
  return stats.isSymbolicLink() ? "link" : "other";
};

/** What lists tell of something that lies in a folder. */
export async function entryOf(
  folder: Held,
  { stats }: Pick<Held, "stats">,
  name: Buffer,
  path: string,
): Promise<FileEntry> {
  const type = typeOf(stats);
  return {
    name: name.toString(),
    path,
    type,
    size: type === "file" ? Number(stats.size) : 0,
    modifiedAt: Number(stats.mtimeMs),
    ...(type === "file" ? { isExecutable: (stats.mode & 0o111n) !== 0n } : {}),
    ...(type === "link" ? { target: await targetOf(folder, name) } : {}),
    ...(isUtf8(name) ? {} : { hasOddName: true as const }),
  };
}

const targetOf = (folder: Held, name: Buffer) => readlink(folder.child(name)).catch(() => "");

/** Strong: other bytes, another etag. Of large files it changes with every write, whatever was written. */
export async function etagOf(file: FileHandle): Promise<string> {
  const stats = await file.stat({ bigint: true });
  if (stats.size > SMALL_BYTES) return identityTag(stats);
  return contentTag(
    createHash("sha256")
      .update(await readSmall(file))
      .digest("base64url"),
  );
}

export const contentTag = (sha256: string) => `"c-${sha256.slice(0, 27)}"`;

export const identityTag = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats) =>
  `"i-${[dev, ino, size, mtimeNs, ctimeNs].map((part) => part.toString(36)).join("-")}"`;

/** A small file from its beginning, as it is now. */
export async function readSmall(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat();
  const bytes = globalThis.Buffer.allocUnsafe(size);
  let end = 0;
  while (end < size) {
    const { bytesRead } = await file.read(bytes, end, size - end, end);
    if (bytesRead === 0) break;
    end += bytesRead;
  }
  return bytes.subarray(0, end);
}
