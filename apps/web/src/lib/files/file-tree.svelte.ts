import type { FileEntry } from "@dispatch/protocol/errands/files";
import type { FilesApi } from "#lib/api/files-api.ts";
import { failureOf } from "#lib/api/failure.ts";
import type { WatchNews } from "./file-watch.ts";
import { gitMarks, type GitMark } from "./git-marks.ts";
import { foldersOf, isWithin, parentOf } from "./path-names.ts";
import { isFolder, treeRows, type Folder, type Naming } from "./tree-rows.ts";

/** A build writes hundreds of files in a moment: what changed is read together, after this pause. */
const READ_AFTER_MS = 150;
/** What git says costs a process each time. */
const MARK_AFTER_MS = 700;
/** So many open folders are remembered for the next visit. */
const KEPT_FOLDERS = 200;

type Storage = Pick<globalThis.Storage, "getItem" | "setItem">;
type Needs = {
  readonly api: Pick<FilesApi, "list" | "gitStatus">;
  readonly workspaceId: string;
  readonly storage: Storage | undefined;
};

/** The folders of a workspace as far as somebody has opened them, kept true by what is told of its disk. */
export class FileTree implements Disposable {
  readonly #needs: Needs;
  readonly #end = new AbortController();
  readonly #toRead = new Set<string>();
  readonly #reading = new Map<string, Promise<void>>();
  #readTimer: ReturnType<typeof setTimeout> | undefined;
  #markTimer: ReturnType<typeof setTimeout> | undefined;

  #folders = $state.raw<ReadonlyMap<string, Folder>>(new Map());
  #expanded = $state.raw<ReadonlySet<string>>(new Set());
  marks = $state.raw<ReadonlyMap<string, GitMark>>(new Map());
  naming = $state.raw<Naming>();
  showsHidden = $state(true);
  /** Where the keyboard is. */
  active = $state<string>();
  readonly rows = $derived(
    treeRows({
      folders: this.#folders,
      expanded: this.#expanded,
      showsHidden: this.showsHidden,
      naming: this.naming,
    }),
  );
  readonly root = $derived(this.#folders.get(""));

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#recall();
    for (const path of ["", ...this.#expanded]) void this.read(path);
    this.#markSoon();
  }

  [Symbol.dispose]() {
    this.#end.abort();
    clearTimeout(this.#readTimer);
    clearTimeout(this.#markTimer);
  }

  entry(path: string): FileEntry | undefined {
    return this.#folders.get(parentOf(path))?.entries.find((entry) => entry.path === path);
  }

  namesIn(folder: string): ReadonlySet<string> {
    return new Set(this.#folders.get(folder)?.entries.map(({ name }) => name));
  }

  /** The folder that something new goes into: the one where the keyboard is. */
  folderAtHand(): string {
    const entry = this.active === undefined ? undefined : this.entry(this.active);
    if (!entry) return "";
    return isFolder(entry) ? entry.path : parentOf(entry.path);
  }

  expand = (path: string) => {
    if (!this.#expanded.has(path)) this.#setExpanded(new Set([...this.#expanded, path]));
    if (!this.#folders.has(path)) void this.read(path);
  };

  collapse = (path: string) => {
    this.#setExpanded(new Set([...this.#expanded].filter((each) => each !== path)));
  };

  collapseAll = () => this.#setExpanded(new Set());

  toggle = (path: string) => (this.#expanded.has(path) ? this.collapse(path) : this.expand(path));

  setShowsHidden = (shows: boolean) => {
    this.showsHidden = shows;
    this.#keep();
  };

  /** Opens the folders around a file, and puts the keyboard there. */
  reveal = async (path: string) => {
    if (path.split("/").some((name) => name.startsWith("."))) this.showsHidden = true;
    for (const folder of foldersOf(path)) {
      this.expand(folder);
      await this.#reading.get(folder);
    }
    this.active = path;
  };

  /** Reads a folder; what it held is shown until the new list is whole. */
  read = (path: string): Promise<void> => {
    const under = this.#reading.get(path);
    if (under) {
      this.#toRead.add(path); // it may have changed behind the part that was read
      return under.then(() => this.#readSoon());
    }
    const reading = this.#list(path).finally(() => this.#reading.delete(path));
    this.#reading.set(path, reading);
    return reading;
  };

  refresh = () => {
    for (const path of this.#folders.keys()) {
      if (path === "" || this.#expanded.has(path)) this.#toRead.add(path);
      else this.#forget(path);
    }
    this.#readSoon();
    this.#markSoon();
  };

  hear = (news: WatchNews) => {
    if (news.type === "again" || news.type === "overflow") return this.refresh();
    if (news.type === "unwatched") return;
    const folder = parentOf(news.path);
    if (this.#folders.has(folder)) this.#toRead.add(folder);
    this.#readSoon();
    this.#markSoon();
  };

  async #list(path: string) {
    const before = this.#folders.get(path);
    if (before?.state !== "ready") this.#put(path, { entries: [], state: "loading" });
    const entries: FileEntry[] = [];
    try {
      for await (const page of this.#needs.api.list(this.#needs.workspaceId, path, this.#end.signal)) {
        entries.push(...page);
        if (before?.state !== "ready") this.#put(path, { entries: [...entries], state: "partial" });
      }
      this.#put(path, { entries, state: "ready" });
    } catch (error) {
      if (this.#end.signal.aborted) return;
      const failure = failureOf(error);
      // What lies in a folder that is gone is gone too.
      if (failure.status === 404 && path !== "") this.#forget(path);
      else if (before?.state !== "ready")
        this.#put(path, { entries: [], state: "failed", detail: failure.detail });
    }
  }

  #put(path: string, folder: Folder) {
    this.#folders = new Map(this.#folders).set(path, folder);
  }

  #forget(path: string) {
    this.#folders = new Map([...this.#folders].filter(([each]) => !isWithin(each, path)));
    if (this.#expanded.has(path))
      this.#setExpanded(new Set([...this.#expanded].filter((each) => !isWithin(each, path))));
  }

  #readSoon() {
    if (this.#toRead.size === 0) return;
    this.#readTimer ??= setTimeout(() => {
      this.#readTimer = undefined;
      const paths = [...this.#toRead];
      this.#toRead.clear();
      for (const path of paths) void this.read(path);
    }, READ_AFTER_MS);
  }

  #markSoon() {
    this.#markTimer ??= setTimeout(() => {
      this.#markTimer = undefined;
      void this.#mark();
    }, MARK_AFTER_MS);
  }

  async #mark() {
    await this.#reading.get("");
    const isRepository = this.root?.entries.some(({ name }) => name === ".git");
    try {
      this.marks = gitMarks(
        isRepository ? await this.#needs.api.gitStatus(this.#needs.workspaceId) : undefined,
      );
    } catch {
      // Marks are extra: without them the files are all there.
    }
  }

  #setExpanded(expanded: ReadonlySet<string>) {
    this.#expanded = expanded;
    this.#keep();
  }

  get #key() {
    return `dispatch.files.${this.#needs.workspaceId}`;
  }

  #keep() {
    const kept = { expanded: [...this.#expanded].slice(-KEPT_FOLDERS), showsHidden: this.showsHidden };
    try {
      this.#needs.storage?.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // Storage may be full or blocked: the next visit then begins with all folders closed.
    }
  }

  #recall() {
    try {
      const kept = JSON.parse(this.#needs.storage?.getItem(this.#key) ?? "{}") as Record<string, unknown>;
      const { expanded, showsHidden } = kept;
      if (Array.isArray(expanded))
        this.#expanded = new Set(expanded.filter((each) => typeof each === "string"));
      this.showsHidden = showsHidden !== false;
    } catch {
      // Kept by somebody else: all folders are closed.
    }
  }
}
