import { statfs } from "node:fs/promises";
import { Problem } from "@dispatch/protocol/problems";
import { refused } from "./file-problem.ts";
import type { Held } from "./held.ts";
import { walkTree } from "./walk-tree.ts";

/** Whoever asked waits for a copy: more than this is the work of a program in a session. */
export const COPY_LIMIT_BYTES = 10 * 1024 ** 3;
const COPY_LIMIT_ENTRIES = 200_000;

type Copy = {
  readonly source: Held;
  /** What it is copied into. */
  readonly folder: Held;
  /** As it was asked for. */
  readonly from: string;
  readonly signal: AbortSignal;
};

/** Throws before anything is written if a copy would be too much, or would take the space that others need to work. */
export async function judgeSize({ source, folder, from, signal }: Copy): Promise<void> {
  let entries = 1;
  let bytes = bytesOf(source);
  const judge = () => {
    if (bytes > COPY_LIMIT_BYTES) throw refused(from, tooMuch(from, `${COPY_LIMIT_BYTES / 1024 ** 3} GiB`));
    if (entries > COPY_LIMIT_ENTRIES)
      throw refused(from, tooMuch(from, `${COPY_LIMIT_ENTRIES.toLocaleString("en")} files and folders`));
  };
  judge();
  if (source.stats.isDirectory())
    for await (const { held } of walkTree(source, { signal })) {
      entries += 1;
      bytes += bytesOf(held);
      judge();
    }
  const { bavail, bsize } = await statfs(folder.path);
  if (bytes > bavail * bsize)
    throw new Problem("disk-full", {}, `There is no room on the disk for a copy of ${JSON.stringify(from)}.`);
}

const bytesOf = ({ stats }: Held) => (stats.isFile() ? Number(stats.size) : 0);

const tooMuch = (from: string, limit: string) =>
  `${JSON.stringify(from)} is more than ${limit}. Copy it in a terminal, where you see how far it is.`;
