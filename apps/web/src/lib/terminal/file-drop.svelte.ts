import { problemOf } from "@dispatch/client/problem";
import { toast } from "svelte-sonner";
import type { FilesApi } from "#lib/api/files-api.ts";
import { failureOf } from "#lib/api/failure.ts";
import { strings } from "#lib/strings.ts";
import { otherName, plainName, shellWord } from "./shell-words.ts";

/** More at once is a folder, and belongs into the files of the workspace. */
const FILES_AT_ONCE = 20;
const NAMES_TRIED = 100;

type Needs = {
  readonly files: Pick<FilesApi, "upload" | "delete">;
  readonly workspace: () => { readonly id: string; readonly path: string } | undefined;
  readonly paste: (text: string) => void;
};

/** Files that are brought into a terminal: they go into the workspace, and their paths are typed. */
export class FileDrop implements Disposable {
  readonly #needs: Needs;
  readonly #gone = new AbortController();
  /** Something is being dragged above the terminal. */
  isOver = $state(false);

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  take = async (files: readonly File[]): Promise<void> => {
    const workspace = this.#needs.workspace();
    if (!workspace || files.length === 0) return;
    if (files.length > FILES_AT_ONCE) return void toast.error(strings.terminalTools.tooMany(FILES_AT_ONCE));
    const note = toast.loading(strings.terminalTools.uploading(files.length));
    const brought: string[] = [];
    try {
      for (const file of files) {
        const path = await this.#upload(workspace.id, file, (done) => {
          if (files.length === 1 && done < 1)
            toast.loading(strings.terminalTools.part(file.name, done), { id: note });
        });
        brought.push(path);
      }
      toast.success(strings.terminalTools.uploaded(brought.length), {
        id: note,
        action: {
          label: strings.terminalTools.undo,
          onClick: () => void this.#takeBack(workspace.id, brought),
        },
      });
    } catch (error) {
      if (this.#gone.signal.aborted) return void toast.dismiss(note);
      toast.error(failureOf(error).detail, { id: note });
    }
    if (brought.length > 0)
      this.#needs.paste(`${brought.map((path) => shellWord(`${workspace.path}/${path}`)).join(" ")} `);
  };

  [Symbol.dispose]() {
    this.#gone.abort();
  }

  /** Under a name that is free; what is there is never written over. */
  async #upload(workspaceId: string, file: File, onPart: (done: number) => void): Promise<string> {
    const name = plainName(file.name, file.type);
    for (let number = 1; ; number += 1) {
      const path = otherName(name, number);
      try {
        await this.#needs.files.upload(workspaceId, {
          path,
          file,
          overwrite: false,
          onProgress: (bytes) => onPart(file.size === 0 ? 1 : bytes / file.size),
          signal: this.#gone.signal,
        });
        return path;
      } catch (error) {
        if (problemOf(error)?.code !== "file-changed" || number === NAMES_TRIED) throw error;
      }
    }
  }

  async #takeBack(workspaceId: string, paths: readonly string[]): Promise<void> {
    try {
      for (const path of paths) await this.#needs.files.delete(workspaceId, path);
      toast.success(strings.terminalTools.takenBack);
    } catch (error) {
      toast.error(failureOf(error).detail);
    }
  }
}

/** The files of a drag or of the clipboard; of text there are none. */
export const filesOf = (data: DataTransfer | null): File[] => [...(data?.files ?? [])];

export const bringsFiles = (data: DataTransfer | null): boolean => data?.types.includes("Files") ?? false;
