import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a Unix socket's address can hold on every platform, less a little. */
const PATH_LIMIT_BYTES = 100;

/** Where runners dial: in the home folder, or, where its path is too long for a socket, in a private folder derived from it. */
export function linkPath(runFolder: string): string {
  const path = join(runFolder, "link.sock");
  if (Buffer.byteLength(path) <= PATH_LIMIT_BYTES) return path;
  const name = createHash("sha256").update(runFolder).digest("hex").slice(0, 16);
  const folder = join(tmpdir(), `dispatch-${process.getuid?.() ?? 0}-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(folder);
  if (process.getuid && uid !== process.getuid())
    throw new Error(`${folder} belongs to someone else. Remove it, or use a shorter DISPATCH_HOME.`);
  chmodSync(folder, 0o700);
  return join(folder, "link.sock");
}
