import type { FileEntry } from "@dispatch/protocol/errands/files";
import { failureOf } from "#lib/api/failure.ts";
import { foldersOf, joined, nameTrouble, parentOf } from "#lib/files/path-names.ts";
import type { Folder } from "#lib/files/tree-rows.ts";
import { keptSwitch } from "#lib/state/kept-switch.ts";
import { strings } from "#lib/strings.ts";
import type { DirectorySource } from "./directory-source.ts";
import { entriesShown, mayOpen, type Wanted } from "./entries-shown.ts";

type Needs = {
  readonly source: DirectorySource;
  readonly storage: Pick<Storage, "getItem" | "setItem"> | undefined;
  readonly wants: Wanted;
  /** Where it begins; if that is not there, in the nearest folder above that is. */
  readonly path?: string;
  /** A folder that is not gone into: the one that looks for a place. */
  readonly closed?: string;
};

const keptHidden = keptSwitch("dispatch.directory.hidden");
const LOADING: Folder = { entries: [], state: "loading" };

/** One folder after the other, as somebody walks through them to find a place. */
export class DirectoryBrowser implements Disposable {
  readonly #needs: Needs;
  #reading = new AbortController();
  /** What was to be read is not there, or no folder. */
  #isMissing = false;
  #folder = $state.raw<Folder>(LOADING);
  /** What the keyboard was put on; it may be filtered away. */
  #pointed = $state<string>();
  #filter = $state("");
  path = $state("");
  showsHidden = $state(false);
  /** Why something could not be opened, while one stays where one is. */
  trouble = $state<string>();

  readonly state = $derived(this.#folder.state);
  readonly detail = $derived(this.#folder.detail);
  /** The folders from the one below the top to this one. */
  readonly crumbs = $derived(this.path === "" ? [] : [...foldersOf(this.path), this.path]);
  readonly names = $derived(new Set(this.#folder.entries.map(({ name }) => name)));
  readonly entries = $derived(
    entriesShown(this.#folder.entries, { filter: this.#filter, showsHidden: this.showsHidden }),
  );
  readonly #open = $derived(this.entries.flatMap((entry, index) => (this.mayOpen(entry) ? [index] : [])));
  /** Where the keyboard is; undefined where nothing can be opened. */
  readonly active = $derived.by(() => {
    const pointed = this.entries.findIndex(({ path }) => path === this.#pointed);
    return this.#open.includes(pointed) ? pointed : this.#open[0];
  });

  constructor(needs: Needs) {
    this.#needs = needs;
    this.showsHidden = keptHidden.read(needs.storage);
    void this.#begin(needs.path ?? "");
  }

  [Symbol.dispose]() {
    this.#reading.abort();
  }

  get wants() {
    return this.#needs.wants;
  }

  /** A folder that was read is one that can be chosen. */
  get isThere() {
    return this.state === "ready" || this.state === "partial";
  }

  get filter() {
    return this.#filter;
  }

  /** The letters go to what is likeliest. */
  set filter(letters: string) {
    this.#filter = letters;
    this.#pointed = undefined;
    this.trouble = undefined;
  }

  mayOpen = (entry: FileEntry) => mayOpen(entry, this.#needs.wants, this.#needs.closed);

  setShowsHidden = (shows: boolean) => {
    this.showsHidden = shows;
    keptHidden.write(this.#needs.storage, shows);
  };

  point = ({ path }: FileEntry) => (this.#pointed = path);

  /** On to what can be opened, so many places down, or up; not beyond the ends. */
  step = (by: number) => {
    const at = this.active === undefined ? -1 : this.#open.indexOf(this.active);
    const index = this.#open[Math.max(0, Math.min(this.#open.length - 1, at + by))];
    this.#pointed = index === undefined ? undefined : this.entries[index]?.path;
  };

  go = (path: string): Promise<void> => {
    this.path = path;
    this.filter = "";
    return this.#read();
  };

  up = async () => {
    if (this.path === "") return;
    const left = this.path;
    const reading = this.go(parentOf(left));
    this.#pointed = left;
    await reading;
  };

  /** Goes into a folder. Resolves with the path of a file, where one is looked for. */
  open = async (entry: FileEntry): Promise<string | undefined> => {
    if (!this.mayOpen(entry)) return undefined;
    this.trouble = undefined;
    const from = this.path;
    try {
      const { type } = entry.type === "link" ? await this.#needs.source.entry(entry.path) : entry;
      if (this.path !== from) return undefined;
      if (type === "folder") await this.go(entry.path);
      else if (type === "file" && this.wants === "file") return entry.path;
      else this.trouble = strings.directory.notFolder(entry.name);
    } catch (error) {
      this.trouble = failureOf(error).detail;
    }
    return undefined;
  };

  retry = () => this.#read();

  /** Makes a folder and goes into it, or resolves with what stands against its name. */
  makeFolder = async (name: string): Promise<string | undefined> => {
    const trouble = nameTrouble(name, this.names);
    if (trouble) return strings.files.trouble[trouble];
    const path = joined(this.path, name);
    try {
      await this.#needs.source.makeFolder(path);
    } catch (error) {
      return failureOf(error).detail;
    }
    await this.go(path);
    return undefined;
  };

  async #begin(path: string) {
    await this.go(path);
    while (this.state === "failed" && this.path !== "" && this.#isMissing) await this.go(parentOf(this.path));
  }

  async #read() {
    this.#reading.abort();
    const { signal } = (this.#reading = new AbortController());
    this.#folder = LOADING;
    const entries: FileEntry[] = [];
    try {
      for await (const page of this.#needs.source.list(this.path, signal)) {
        if (signal.aborted) return;
        entries.push(...page);
        this.#folder = { entries: [...entries], state: "partial" };
      }
      if (!signal.aborted) this.#folder = { entries, state: "ready" };
    } catch (error) {
      if (signal.aborted) return;
      const { code, detail } = failureOf(error);
      this.#isMissing = code === "file-not-found" || code === "not-a-folder";
      this.#folder = { entries: [], state: "failed", detail };
    }
  }
}
