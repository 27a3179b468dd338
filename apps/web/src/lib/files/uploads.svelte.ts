import type { FilesApi } from "#lib/api/files-api.ts";
import { failureOf } from "#lib/api/failure.ts";
import { joined } from "./path-names.ts";

export type Sent = { readonly path: string; readonly file: Blob };
type State = "waiting" | "sending" | "done" | "exists" | "failed";

export class Upload {
  readonly path: string;
  readonly file: Blob;
  state = $state<State>("waiting");
  sentBytes = $state(0);
  detail = $state("");
  overwrite = false;
  readonly end = new AbortController();
  readonly part = $derived.by(() =>
    this.file.size === 0 ? 1 : Math.min(1, this.sentBytes / this.file.size),
  );

  constructor({ path, file }: Sent) {
    this.path = path;
    this.file = file;
  }
}

type Needs = {
  readonly api: Pick<FilesApi, "upload">;
  readonly workspaceId: string;
  /** All that could be sent was sent. */
  readonly onSent: (count: number) => void;
};

/** Files on their way into a workspace, one after the other: together they would share the same line. */
export class Uploads implements Disposable {
  readonly #needs: Needs;
  items = $state.raw<readonly Upload[]>([]);
  #isBusy = false;
  #sent = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  [Symbol.dispose]() {
    for (const { end } of this.items) end.abort();
  }

  add(folder: string, files: readonly Sent[]) {
    const more = files.map(({ path, file }) => new Upload({ path: joined(folder, path), file }));
    this.items = [...this.items, ...more];
    void this.#work();
  }

  /** Takes one up again, over what is there if that stood in its way. */
  again = (upload: Upload) => {
    upload.overwrite ||= upload.state === "exists";
    upload.sentBytes = 0;
    upload.state = "waiting";
    void this.#work();
  };

  drop = (upload: Upload) => {
    upload.end.abort();
    this.items = this.items.filter((each) => each !== upload);
  };

  async #work() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let next = this.#next(); next; next = this.#next()) await this.#send(next);
    this.#isBusy = false;
    this.items = this.items.filter(({ state }) => state !== "done");
    if (this.#sent > 0) this.#needs.onSent(this.#sent);
    this.#sent = 0;
  }

  #next = () => this.items.find(({ state }) => state === "waiting");

  async #send(upload: Upload) {
    upload.state = "sending";
    const { path, file, overwrite, end } = upload;
    const onProgress = (sentBytes: number) => (upload.sentBytes = sentBytes);
    try {
      await this.#needs.api.upload(this.#needs.workspaceId, {
        path,
        file,
        overwrite,
        onProgress,
        signal: end.signal,
      });
      upload.state = "done";
      this.#sent += 1;
    } catch (error) {
      const { code, detail } = failureOf(error);
      upload.state = code === "file-changed" ? "exists" : "failed";
      upload.detail = detail;
    }
  }
}

/** What was dropped, with all that lies in dropped folders. */
export async function droppedFiles(data: DataTransfer): Promise<Sent[]> {
  // The list is gone as soon as the event is over: everything is taken out of it at once.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files: Sent[] = [];
  for (const entry of entries) await collect(entry, files);
  return files;
}

async function collect(entry: FileSystemEntry, files: Sent[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    files.push({ path: entry.fullPath.replace(/^\/+/, ""), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const page = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (page.length === 0) return;
    for (const each of page) await collect(each, files);
  }
}
