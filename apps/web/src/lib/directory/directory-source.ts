import type { FileEntry } from "@dispatch/protocol/errands/files";
import type { FilesApi } from "#lib/api/files-api.ts";

/** Where folders are read from. Paths begin at its top, which is the empty one. */
export type DirectorySource = {
  readonly list: (path: string, signal: AbortSignal) => AsyncIterable<readonly FileEntry[]>;
  /** What is there, links followed. */
  readonly entry: (path: string) => Promise<FileEntry>;
  readonly makeFolder: (path: string) => Promise<unknown>;
};

export const workspaceSource = (
  api: Pick<FilesApi, "list" | "entry" | "makeFolder">,
  workspaceId: string,
): DirectorySource => ({
  list: (path, signal) => api.list(workspaceId, path, signal),
  entry: (path) => api.entry(workspaceId, path),
  makeFolder: (path) => api.makeFolder(workspaceId, path),
});
