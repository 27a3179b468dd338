import type { FileEntry } from "@dispatch/protocol/errands/files";
import { toast } from "svelte-sonner";
import type { FilesApi } from "#lib/api/files-api.ts";
import { failureOf } from "#lib/api/failure.ts";
import { type DirectorySource, workspaceSource } from "#lib/directory/directory-source.ts";
import { previewKind } from "#lib/preview/preview-kinds.ts";
import { strings } from "#lib/strings.ts";
import type { FileTree } from "./file-tree.svelte.ts";
import { copyName, isWithin, joined, nameOf, nameTrouble, parentOf } from "./path-names.ts";
import { isFolder } from "./tree-rows.ts";

/** The files that are open in an editor, which go along with what is done to them. */
export type OpenFiles = {
  readonly dirtyIn: (path: string) => string | undefined;
  readonly closeIn: (path: string) => Promise<readonly string[]>;
  readonly open: (path: string) => unknown;
  /** Missing where there is no room for another pane. */
  readonly preview?: ((path: string) => unknown) | undefined;
};
export type FileQuestion = { readonly kind: "delete" | "move" | "copy"; readonly entry: FileEntry };
type Needs = {
  readonly api: FilesApi;
  readonly workspaceId: string;
  readonly tree: FileTree;
  readonly openFiles: OpenFiles;
};

/** What a person can do to the files of a workspace, the same by menu, by key and by hand. */
export class FileActions {
  readonly #needs: Needs;
  /** The folders that something can be moved or copied to. */
  readonly source: DirectorySource;
  /** What waits to be confirmed, or for a place. */
  question = $state.raw<FileQuestion>();

  constructor(needs: Needs) {
    this.#needs = needs;
    this.source = workspaceSource(needs.api, needs.workspaceId);
  }

  get workspaceId() {
    return this.#needs.workspaceId;
  }

  ask = (kind: FileQuestion["kind"], entry: FileEntry) => (this.question = { kind, entry });
  answered = () => (this.question = undefined);

  /** Undefined for what has no preview. */
  previewOf = ({ path, type, hasOddName }: FileEntry): (() => unknown) | undefined => {
    const { preview } = this.#needs.openFiles;
    if (!preview || type === "folder" || hasOddName || previewKind(path) === undefined) return undefined;
    return () => preview(path);
  };

  beginNew = (kind: "file" | "folder", folder = this.#needs.tree.folderAtHand()) => {
    const { tree } = this.#needs;
    if (folder !== "") tree.expand(folder);
    tree.naming = { folder, kind };
  };

  beginRename = (entry: FileEntry) => {
    if (entry.hasOddName) return;
    this.#needs.tree.naming = { folder: parentOf(entry.path), kind: "rename", path: entry.path };
  };

  /** Takes the name that was typed; what stands against it is said. Undefined: it is done. */
  name = async (typed: string): Promise<string | undefined> => {
    const { tree, api, workspaceId, openFiles } = this.#needs;
    const { naming } = tree;
    if (!naming) return undefined;
    const { folder, kind, path } = naming;
    const old = path === undefined ? undefined : nameOf(path);
    if (typed === old) return this.endNaming();
    const trouble = nameTrouble(typed, tree.namesIn(folder));
    if (trouble) return strings.files.trouble[trouble];
    const to = joined(folder, typed);
    try {
      if (path !== undefined) await this.#move(path, to);
      else if (kind === "folder") await api.makeFolder(workspaceId, to);
      else await api.makeFile(workspaceId, to);
    } catch (error) {
      return failureOf(error).detail;
    }
    this.endNaming();
    await tree.read(folder);
    // A name with slashes makes what is between.
    await tree.reveal(to);
    if (kind === "file") openFiles.open(to);
    return undefined;
  };

  endNaming = () => void (this.#needs.tree.naming = undefined);

  /** Into a folder, by hand. */
  moveInto = async (path: string, folder: string) => {
    if (parentOf(path) === folder || isWithin(folder, path)) return;
    try {
      await this.moveTo(path, joined(folder, nameOf(path)));
    } catch (error) {
      toast.error(failureOf(error).detail);
    }
  };

  /** To the place that was chosen; it can be taken back. */
  moveTo = async (from: string, to: string) => {
    await this.#moveAndShow(from, to);
    toast.success(strings.files.moved(parentOf(to)), {
      action: { label: strings.files.restore, onClick: () => void this.#undoMove(to, from) },
    });
  };

  copyTo = async (from: string, to: string) => {
    await this.#copyAndShow(from, to);
    toast.success(strings.files.copied(parentOf(to)));
  };

  /** A copy beside what is copied. A large one takes its time, and says so. */
  duplicate = async ({ path, name }: FileEntry) => {
    const folder = parentOf(path);
    const to = joined(folder, copyName(name, this.#needs.tree.namesIn(folder), strings.files.copyWord));
    const id = toast.loading(strings.files.copying(name));
    try {
      await this.#copyAndShow(path, to);
      toast.success(strings.files.duplicated(nameOf(to)), { id });
    } catch (error) {
      toast.error(failureOf(error).detail, { id });
    }
  };

  delete = async ({ path, name }: FileEntry) => {
    const { api, workspaceId, openFiles } = this.#needs;
    const unsaved = openFiles.dirtyIn(path);
    if (unsaved !== undefined) return void toast.error(strings.files.unsavedFirst(unsaved));
    try {
      const deleted = await api.delete(workspaceId, path);
      await openFiles.closeIn(path);
      toast.success(strings.files.deleted(name), {
        ...(deleted && {
          action: { label: strings.files.restore, onClick: () => void this.#restore(deleted.id, path) },
        }),
      });
    } catch (error) {
      toast.error(failureOf(error).detail);
    }
    await this.#read(parentOf(path));
  };

  writePath = async ({ path }: FileEntry) => {
    await navigator.clipboard.writeText(path);
    toast.success(strings.files.pathCopied);
  };

  download = (entry: FileEntry) => {
    const { api, workspaceId } = this.#needs;
    const link = document.createElement("a");
    const url = isFolder(entry) ? api.archiveUrl : api.downloadUrl;
    link.href = url(workspaceId, entry.path);
    link.download = isFolder(entry) ? `${entry.name}.zip` : entry.name;
    link.click();
  };

  /** Open files are open at their new place then. */
  async #move(from: string, to: string) {
    const { api, workspaceId, openFiles } = this.#needs;
    const unsaved = openFiles.dirtyIn(from);
    if (unsaved !== undefined) throw new UnsavedFile(strings.files.unsavedFirst(unsaved));
    await api.move(workspaceId, from, to);
    for (const path of await openFiles.closeIn(from)) openFiles.open(to + path.slice(from.length));
  }

  async #moveAndShow(from: string, to: string) {
    await this.#move(from, to);
    await this.#read(parentOf(from), parentOf(to));
    await this.#needs.tree.reveal(to);
  }

  async #copyAndShow(from: string, to: string) {
    const { api, workspaceId, tree } = this.#needs;
    await api.copy(workspaceId, from, to);
    await this.#read(parentOf(to));
    await tree.reveal(to);
  }

  async #undoMove(from: string, to: string) {
    try {
      await this.#moveAndShow(from, to);
    } catch (error) {
      toast.error(failureOf(error).detail);
    }
  }

  async #restore(id: string, path: string) {
    const { api, workspaceId, tree } = this.#needs;
    try {
      await api.restore(workspaceId, id);
      toast.success(strings.files.restored(nameOf(path)));
    } catch (error) {
      return void toast.error(failureOf(error).detail);
    }
    await this.#read(parentOf(path));
    await tree.reveal(path);
  }

  async #read(...folders: readonly string[]) {
    await Promise.all([...new Set(folders)].map((folder) => this.#needs.tree.read(folder)));
  }
}

/** Said like a refusal of the server, which it spares. */
class UnsavedFile extends Error {
  readonly code = "document-unsaved";
  readonly status = 409;
  readonly detail: string;

  constructor(detail: string) {
    super(detail);
    this.detail = detail;
  }
}
