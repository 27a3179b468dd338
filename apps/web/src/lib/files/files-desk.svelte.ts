import { toast } from "svelte-sonner";
import type { FilesApi } from "#lib/api/files-api.ts";
import { strings } from "#lib/strings.ts";
import { FileActions, type OpenFiles } from "./file-actions.svelte.ts";
import { FileSearch } from "./file-search.svelte.ts";
import { FileTree } from "./file-tree.svelte.ts";
import { watchFiles } from "./file-watch.ts";
import { Uploads } from "./uploads.svelte.ts";

/** No list to choose from is longer. */
const NAMES_LIMIT = 100;
const CONTENTS_LIMIT = 500;

type Needs = {
  readonly api: FilesApi;
  readonly workspaceId: string;
  readonly storage: Storage | undefined;
  readonly openFiles: OpenFiles;
};

/** All that the side of a pane with files is made of. */
export class FilesDesk implements Disposable {
  readonly tree: FileTree;
  readonly actions: FileActions;
  readonly uploads: Uploads;
  readonly names: FileSearch;
  readonly contents: FileSearch;
  readonly #unwatch: () => void;
  side = $state<"tree" | "search">("tree");

  constructor({ api, workspaceId, storage, openFiles }: Needs) {
    this.tree = new FileTree({ api, workspaceId, storage });
    this.actions = new FileActions({ api, workspaceId, tree: this.tree, openFiles });
    this.uploads = new Uploads({
      api,
      workspaceId,
      onSent: (count) => {
        toast.success(strings.files.uploaded(count));
        this.tree.refresh();
      },
    });
    this.names = new FileSearch({ api, workspaceId, in: "names", limit: NAMES_LIMIT });
    this.contents = new FileSearch({ api, workspaceId, in: "contents", limit: CONTENTS_LIMIT });
    this.#unwatch = watchFiles(api, workspaceId, this.tree.hear);
  }

  [Symbol.dispose]() {
    this.#unwatch();
    for (const part of [this.tree, this.uploads, this.names, this.contents]) part[Symbol.dispose]();
  }
}
