import type { ErrandHandlers } from "../errand.ts";
import { about, notAFolder } from "./file-problem.ts";
import { FolderWatcher } from "./folder-watcher.ts";
import { findThere } from "./spot.ts";

/** Tells what changes below a folder, by whomever, until nobody listens any more. */
export const watchHandlers: Pick<ErrandHandlers, "files.watch"> = {
  "files.watch": async ({ path }, errand) => {
    {
      await using spot = await findThere(errand.folder, path, { followLast: true });
      if (!spot.found.stats.isDirectory()) throw notAFolder(path);
    }
    await using watcher = new FolderWatcher({
      workspace: errand.folder,
      tell: (change) => errand.note(change),
    });
    await about(path, () => watcher.start(path));
    errand.note({ type: "watching" });
    await new Promise<void>((resolve) => {
      if (errand.signal.aborted) resolve();
      errand.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    return {};
  },
};
