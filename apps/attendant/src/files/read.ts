import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { ByteRange } from "@dispatch/protocol/errands/files";
import { Problem } from "@dispatch/protocol/problems";
import type { Errand, ErrandHandlers } from "../errand.ts";
import { contentTag, entryOf, identityTag, readSmall, SMALL_BYTES } from "./entry.ts";
import { about, changed, notAFile } from "./file-problem.ts";
import { findThere } from "./spot.ts";

const PIECE_BYTES = 256 * 1024;

/** Gives a file's bytes, or some of them. */
export const readHandlers: Pick<ErrandHandlers, "files.read"> = {
  "files.read": async ({ path, range, rangeOnlyOf, unless }, errand) => {
    await using spot = await findThere(errand.folder, path, { followLast: true });
    if (!spot.found.stats.isFile()) throw notAFile(path);
    await using file = await about(path, () => spot.found.read());
    const content = await contentOf(file);
    const { size, etag } = content;
    const entry = { ...(await entryOf(spot.folder, spot.found, spot.name, path)), size, etag };
    if (unless?.some((known) => known === etag || known === "*")) {
      errand.note({ entry, start: 0, length: 0, isUnchanged: true });
      return {};
    }
    const isWhole = range === undefined || (rangeOnlyOf !== undefined && rangeOnlyOf !== etag);
    const { start, length } = isWhole ? { start: 0, length: size } : partOf(range, size);
    errand.note({ entry, start, length, isUnchanged: false });
    if (content.bytes) await errand.send(content.bytes.subarray(start, start + length));
    else await about(path, () => sendPart(file, { start, length, etag, path }, errand));
    return {};
  },
};

/** What is sent is what the etag stands for: a small file is read whole before anything is said of it. */
async function contentOf(file: FileHandle) {
  const stats = await file.stat({ bigint: true });
  if (stats.size > SMALL_BYTES) return { size: Number(stats.size), etag: identityTag(stats) };
  const bytes = await readSmall(file);
  const etag = contentTag(createHash("sha256").update(bytes).digest("base64url"));
  return { size: bytes.length, etag, bytes };
}

function partOf(range: ByteRange, size: number): { start: number; length: number } {
  const start = "last" in range ? Math.max(0, size - range.last) : range.start;
  const end = "last" in range ? size - 1 : Math.min(range.end ?? size - 1, size - 1);
  if (start < size && start <= end) return { start, length: end - start + 1 };
  throw new Problem("range-refused", { size }, `The file has ${size} bytes. Ask for some of those.`);
}

type Part = { readonly start: number; readonly length: number; readonly etag: string; readonly path: string };

async function sendPart(file: FileHandle, part: Part, errand: SendingErrand): Promise<void> {
  const end = part.start + part.length;
  for (let at = part.start; at < end;) {
    errand.signal.throwIfAborted();
    const piece = globalThis.Buffer.allocUnsafe(Math.min(PIECE_BYTES, end - at));
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) break;
    await errand.send(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
  // Half of the old and half of the new is neither: who reads must not take it for whole.
  const now = identityTag(await file.stat({ bigint: true }));
  if (now !== part.etag) throw changed(part.path, now);
}

type SendingErrand = Pick<Errand<"files.read">, "signal" | "send">;
