import type { Client } from "@dispatch/client";
import { problemFromResponse } from "@dispatch/client/problem";
import type { DeletedFile, FileEntry, FileMatch } from "@dispatch/protocol/errands/files";
import type { GitStatus } from "@dispatch/protocol/git";
import { read } from "./read.ts";

type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };
export type Search = {
  readonly q: string;
  readonly in: "names" | "contents";
  readonly isRegex?: boolean;
  readonly matchCase?: boolean;
  readonly limit?: number;
};
export type Found = { readonly items: readonly FileMatch[]; readonly isComplete: boolean };
type Upload = {
  readonly path: string;
  readonly file: Blob;
  /** Also over what is there. */
  readonly overwrite: boolean;
  readonly onProgress: (sentBytes: number) => void;
  readonly signal: AbortSignal;
};

/** A folder is listed in pages of this many entries: few requests for a large one, and the first comes soon. */
const PAGE_ENTRIES = 2_000;

/** The files of workspaces. */
export class FilesApi {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** What a folder holds, a page at a time. */
  async *list(id: string, path: string, signal: AbortSignal): AsyncGenerator<readonly FileEntry[]> {
    let cursor: number | undefined = 0;
    while (cursor !== undefined) {
      const query = { path, limit: PAGE_ENTRIES, cursor };
      const params = { path: { id }, query };
      const page: Page<FileEntry> = read(
        await this.#client.GET("/api/workspaces/{id}/files", { params, signal }),
      );
      yield page.items;
      cursor = page.nextCursor === null ? undefined : Number(page.nextCursor);
    }
  }

  entry = async (id: string, path: string) =>
    read<FileEntry>(await this.#client.GET("/api/workspaces/{id}/files/entry", at(id, path)));

  /** The first bytes of a file that is not empty. */
  head = async (id: string, path: string, limit: number) => {
    const headers = { range: `bytes=0-${limit - 1}` };
    const answer = await this.#client.GET("/api/workspaces/{id}/files/content", {
      ...at(id, path),
      headers,
      parseAs: "arrayBuffer",
    });
    return new Uint8Array(read<ArrayBuffer>(answer));
  };

  blob = async (id: string, path: string, signal: AbortSignal) =>
    read<Blob>(
      await this.#client.GET("/api/workspaces/{id}/files/content", {
        ...at(id, path),
        parseAs: "blob",
        signal,
      }),
    );

  makeFile = async (id: string, path: string) =>
    read<FileEntry>(
      await this.#client.PUT("/api/workspaces/{id}/files/content", {
        params: { path: { id }, query: { path }, header: { "if-none-match": "*" } },
        headers: { "content-type": "application/octet-stream" },
        body: "",
        bodySerializer: () => "",
      }),
    );
  makeFolder = async (id: string, path: string) =>
    read<FileEntry>(
      await this.#client.POST("/api/workspaces/{id}/files/folder", { ...of(id), body: { path } }),
    );
  move = async (id: string, from: string, to: string) =>
    read<FileEntry>(
      await this.#client.POST("/api/workspaces/{id}/files/move", { ...of(id), body: { from, to } }),
    );
  copy = async (id: string, from: string, to: string) =>
    read<FileEntry>(
      await this.#client.POST("/api/workspaces/{id}/files/copy", { ...of(id), body: { from, to } }),
    );
  /** It can be had back for a while. */
  delete = async (id: string, path: string) =>
    read<{ deleted: DeletedFile | null }>(
      await this.#client.DELETE("/api/workspaces/{id}/files/content", at(id, path)),
    ).deleted;
  restore = async (id: string, deletedId: string) =>
    read<FileEntry>(
      await this.#client.POST("/api/workspaces/{id}/files/restore", { ...of(id), body: { id: deletedId } }),
    );

  search = async (id: string, { isRegex, matchCase, ...search }: Search, signal: AbortSignal) => {
    const flags = { regex: flag(isRegex), case: flag(matchCase) };
    const params = { path: { id }, query: { ...search, ...flags } };
    return read<Found>(await this.#client.GET("/api/workspaces/{id}/files/search", { params, signal }));
  };

  /** Sends a file and tells how far it has come, which only this older way to ask does. */
  upload = (id: string, { path, file, overwrite, onProgress, signal }: Upload) =>
    new Promise<void>((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("PUT", `${this.#url(id, "content", path)}&parents=true`);
      request.setRequestHeader("content-type", "application/octet-stream");
      if (!overwrite) request.setRequestHeader("if-none-match", "*");
      request.upload.onprogress = ({ loaded }) => onProgress(loaded);
      request.onload = () => {
        if (request.status < 300) return resolve();
        const answer = new Response(request.responseText, { status: request.status });
        problemFromResponse(answer).then(reject, reject);
      };
      request.onerror = () => reject(new TypeError("The connection was lost."));
      request.onabort = () => reject(new DOMException("Given up.", "AbortError"));
      signal.addEventListener("abort", () => request.abort());
      request.send(file);
    });

  downloadUrl = (id: string, path: string) => this.#url(id, "content", path);
  archiveUrl = (id: string, path: string) => this.#url(id, "archive", path);

  /** What changes in a workspace, for as long as somebody listens. */
  watch = (id: string) => new EventSource(this.#url(id, "watch", ""));

  gitStatus = async (id: string) =>
    read<GitStatus>(await this.#client.GET("/api/workspaces/{id}/git/status", of(id)));

  #url(id: string, what: string, path: string) {
    return fileUrl(this.#client, id, what, path);
  }
}

/** Where the browser itself fetches or sends a file of a workspace. */
export const fileUrl = (client: Client, id: string, what: string, path: string) =>
  `${client.baseUrl}/api/workspaces/${encodeURIComponent(id)}/files/${what}?path=${encodeURIComponent(path)}`;

const of = (id: string) => ({ params: { path: { id } } });
const at = (id: string, path: string) => ({ params: { path: { id }, query: { path } } });
const flag = (value: boolean | undefined): "true" | "false" => (value === true ? "true" : "false");
