import type { FileEntry } from "@dispatch/protocol/errands/files";
import type { FilesApi } from "#lib/api/files-api.ts";
import { failureOf } from "#lib/api/failure.ts";
import type { WatchNews } from "#lib/files/file-watch.ts";
import { isWithin } from "#lib/files/path-names.ts";

/** A program writes a file in pieces: what changed is read together, after this pause. */
const LOOK_AFTER_MS = 120;

export type FileTrouble =
  | { readonly kind: "gone" | "folder" }
  | { readonly kind: "large"; readonly sizeBytes: number }
  | { readonly kind: "failed"; readonly detail: string };
export type ShownFile = { readonly entry: FileEntry; readonly content: string };

type Needs = {
  readonly api: Pick<FilesApi, "entry">;
  readonly workspaceId: string;
  readonly path: string;
  readonly limitBytes: number;
  /** Text, or an address to fetch from. */
  readonly read: (entry: FileEntry, signal: AbortSignal) => Promise<string>;
  /** Lets go of what was read. */
  readonly drop: (content: string) => void;
};

/** A file as it is now. While it is read anew, and when it is gone, what it was stays. */
export class FollowedFile implements Disposable {
  readonly #needs: Needs;
  readonly #end = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking: Promise<void> | undefined;
  #isStale = false;

  shown = $state.raw<ShownFile>();
  trouble = $state.raw<FileTrouble>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Reads it, unless it is as it was. */
  look = (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // It may have changed behind what was read.
    this.#isStale = this.#looking !== undefined;
    this.#looking ??= this.#read().finally(() => {
      this.#looking = undefined;
      if (this.#isStale) this.lookSoon();
    });
    return this.#looking;
  };

  lookSoon = () => {
    if (!this.#end.signal.aborted) this.#timer ??= setTimeout(() => void this.look(), LOOK_AFTER_MS);
  };

  hear = (news: WatchNews) => {
    const { path } = this.#needs;
    // What is told of a folder may be its coming or going, with all that is in it.
    if (news.type === "again" || news.type === "overflow" || isWithin(path, news.path)) this.lookSoon();
  };

  [Symbol.dispose]() {
    this.#end.abort();
    clearTimeout(this.#timer);
    if (this.shown) this.#needs.drop(this.shown.content);
  }

  async #read() {
    const { api, workspaceId, path, limitBytes, read, drop } = this.#needs;
    const { signal } = this.#end;
    try {
      const entry = await api.entry(workspaceId, path);
      if (signal.aborted) return;
      if (entry.type === "folder") return this.#say({ kind: "folder" });
      if (entry.size > limitBytes) return this.#say({ kind: "large", sizeBytes: entry.size });
      if (entry.etag === undefined || entry.etag !== this.shown?.entry.etag) {
        const content = await read(entry, signal);
        if (signal.aborted) return drop(content);
        if (this.shown) drop(this.shown.content);
        this.shown = { entry, content };
      }
      this.trouble = undefined;
    } catch (error) {
      if (signal.aborted) return;
      const { status, detail } = failureOf(error);
      this.trouble = status === 404 ? { kind: "gone" } : { kind: "failed", detail };
    }
  }

  /** There is nothing to be seen of it any more. */
  #say(trouble: FileTrouble) {
    if (this.shown) this.#needs.drop(this.shown.content);
    this.shown = undefined;
    this.trouble = trouble;
  }
}
