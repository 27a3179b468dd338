import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { WorkspaceId } from "@dispatch/protocol/ids";
import type { WorkspaceUsage } from "@dispatch/protocol/workspace";

/** What one look counts at most, and how long its answer is good. */
const ENTRY_LIMIT = 200_000;
const GOOD_FOR_MS = 60_000;
const KEPT = 1_000;

/** Room on the disk below a folder, links not followed; looking ends where the answer is known to be "too much". */
export async function roomOf(
  folder: string,
  enough: { readonly bytes?: number; readonly entries?: number },
): Promise<{ bytes: number; isComplete: boolean }> {
  const { bytes: enoughBytes = Infinity, entries: enoughEntries = Infinity } = enough;
  let bytes = 0;
  let count = 0;
  const open = (await isFolder(folder)) ? [folder] : [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    // What is deleted while it is counted takes no room.
    for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
      if (bytes > enoughBytes || count >= enoughEntries) return { bytes, isComplete: false };
      count += 1;
      const path = join(next, entry.name);
      if (entry.isDirectory()) open.push(path);
      else
        bytes += await lstat(path).then(
          ({ blocks }) => blocks * 512,
          () => 0,
        );
    }
  }
  return { bytes, isComplete: true };
}

const isFolder = (path: string) =>
  lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** How much room workspaces take: counted one after another, and told again for a minute. */
export class DiskUse {
  readonly #now: () => number;
  readonly #known = new Map<WorkspaceId, { at: number; usage: Promise<WorkspaceUsage> }>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(now: () => number) {
    this.#now = now;
  }

  of(id: WorkspaceId, folder: string): Promise<WorkspaceUsage> {
    const at = this.#now();
    const known = this.#known.get(id);
    if (known && at - known.at < GOOD_FOR_MS) return known.usage;
    const usage = this.#last.then(async () => ({
      ...(await roomOf(folder, { entries: ENTRY_LIMIT })),
      measuredAt: new Date(this.#now()).toISOString(),
    }));
    this.#last = usage;
    this.#known.delete(id);
    this.#known.set(id, { at, usage });
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
    return usage;
  }
}
