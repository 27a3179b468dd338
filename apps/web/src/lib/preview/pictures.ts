import type { FilesApi } from "#lib/api/files-api.ts";
import type { WatchNews } from "#lib/files/file-watch.ts";
import { followedContent } from "./file-content.ts";
import type { FollowedFile } from "./followed-file.svelte.ts";
import { previewKind } from "./preview-kinds.ts";

/** A document with more was not made to be read. */
const PICTURES_LIMIT = 200;

/** The pictures that a document shows, each read once, and followed like the document. */
export class Pictures implements Disposable {
  readonly #api: FilesApi;
  readonly #workspaceId: string;
  readonly #files = new Map<string, FollowedFile>();

  constructor(api: FilesApi, workspaceId: string) {
    this.#api = api;
    this.#workspaceId = workspaceId;
  }

  of(path: string): FollowedFile | undefined {
    const known = this.#files.get(path);
    if (known || this.#files.size >= PICTURES_LIMIT || previewKind(path) !== "picture") return known;
    const file = followedContent({ api: this.#api, workspaceId: this.#workspaceId, path }, "picture");
    this.#files.set(path, file);
    void file.look();
    return file;
  }

  hear = (news: WatchNews) => {
    for (const file of this.#files.values()) file.hear(news);
  };

  [Symbol.dispose]() {
    for (const file of this.#files.values()) file[Symbol.dispose]();
  }
}
