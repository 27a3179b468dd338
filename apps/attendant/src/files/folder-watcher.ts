import { type FSWatcher, watch } from "node:fs";
import type { FileChange } from "@dispatch/protocol/errands/files";
import { isPassedOver } from "./file-names.ts";
import { Held } from "./held.ts";
import { findSpot } from "./spot.ts";

/** Each folder takes one of the watches the system has for everybody. */
const FOLDERS_LIMIT = 4096;
/** What happens within this time is told together, each path once. */
const GATHER_MS = 50;
/** More than this at once is not told one by one. */
const CHANGES_LIMIT = 1000;
/** What the system calls a watched folder when something happens to the folder itself. */
const ITSELF = ".";

type Needs = { readonly workspace: string; readonly tell: (change: FileChange) => void };

/** Watches a folder and those in it, each by itself: what is passed over costs nothing. */
export class FolderWatcher implements AsyncDisposable {
  readonly #needs: Needs;
  readonly #watched = new Map<string, { readonly watcher: FSWatcher; readonly folder: string }>();
  readonly #gathered = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #telling: Promise<void> = Promise.resolve();
  #isClosed = false;
  #top = "";

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  start(path: string): Promise<void> {
    this.#top = path;
    return this.#add(path, false);
  }

  async [Symbol.asyncDispose]() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#forget(this.#top);
    await this.#telling;
  }

  /** Watches a folder, then looks into it: what comes in between is seen by the one or the other. */
  async #add(path: string, isNew: boolean): Promise<void> {
    if (this.#isClosed) return;
    await using spot = await findSpot(this.#needs.workspace, path, { followLast: path === this.#top });
    if (!spot.found?.stats.isDirectory()) return this.#forget(path);
    const folder = `${spot.found.stats.dev} ${spot.found.stats.ino}`;
    if (this.#watched.get(path)?.folder === folder) return;
    // Another folder may have taken the name.
    this.#forget(path);
    if (this.#watched.size >= FOLDERS_LIMIT) return this.#needs.tell({ path, type: "unwatched" });
    try {
      const watcher = watch(spot.found.child(ITSELF), { persistent: false });
      watcher.on("change", (_kind, name) => this.#gather(path, String(name)));
      watcher.on("error", () => this.#forget(path));
      this.#watched.set(path, { watcher, folder });
    } catch {
      return this.#needs.tell({ path, type: "unwatched" });
    }
    for (const name of await spot.found.names().catch(() => [])) {
      const text = name.toString();
      if (isPassedOver(text)) continue;
      if (isNew) this.#gather(path, text);
      const child = await Held.open(spot.found.child(name)).catch(() => undefined);
      const isFolder = child?.stats.isDirectory() === true;
      await child?.[Symbol.asyncDispose]();
      if (isFolder) await this.#add(joined(path, text), isNew).catch(() => undefined);
    }
  }

  #gather(folder: string, name: string): void {
    if (this.#isClosed || isPassedOver(name) || name === ITSELF) return;
    // A name that is no text cannot be told: something in its folder changed.
    const path = name.includes("\uFFFD") ? folder : joined(folder, name);
    if (this.#gathered.size <= CHANGES_LIMIT) this.#gathered.add(path);
    this.#timer ??= setTimeout(() => {
      this.#telling = this.#tellAll();
    }, GATHER_MS);
  }

  /** What comes in meanwhile is gathered for the next time: one after the other, in order. */
  async #tellAll(): Promise<void> {
    const paths = [...this.#gathered];
    this.#gathered.clear();
    await this.#tellOf(paths).catch(() => this.#overflow());
    this.#timer = undefined;
    const [next] = this.#gathered;
    if (next !== undefined) this.#gather(next, "");
  }

  async #tellOf(paths: readonly string[]): Promise<void> {
    if (paths.length > CHANGES_LIMIT) return this.#overflow();
    for (const path of paths.toSorted()) {
      if (this.#isClosed) return;
      const spot = await findSpot(this.#needs.workspace, path, { followLast: false }).catch(() => undefined);
      const isThere = spot?.found !== undefined;
      const isFolder = spot?.found?.stats.isDirectory() === true;
      await spot?.[Symbol.asyncDispose]();
      this.#needs.tell({ path, type: isThere ? "changed" : "deleted" });
      if (isFolder) await this.#add(path, true).catch(() => undefined);
      else this.#forget(path);
    }
  }

  /** Too much to say: all is to be read anew, and folders that came unseen are watched from now on. */
  async #overflow(): Promise<void> {
    this.#forget(this.#top);
    await this.#add(this.#top, false).catch(() => undefined);
    // Said last: what happens after it is seen again.
    this.#needs.tell({ path: "", type: "overflow" });
  }

  #forget(path: string): void {
    for (const [each, { watcher }] of this.#watched) {
      if (each !== path && path !== "" && !each.startsWith(`${path}/`)) continue;
      watcher.close();
      this.#watched.delete(each);
    }
  }
}

const joined = (folder: string, name: string) =>
  folder === "" || name === "" ? folder + name : `${folder}/${name}`;
