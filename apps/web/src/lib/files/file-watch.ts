import type { FileChange } from "@dispatch/protocol/errands/files";
import type { FilesApi } from "#lib/api/files-api.ts";

/** `again`: what changed before is not known, read everything anew. */
export type WatchNews = FileChange | { readonly type: "again" };
type Listener = (news: WatchNews) => void;

/**
 * Each stream takes one of the few connections that a browser has for a server, so all panes on a workspace share one,
 * and a window that nobody looks at holds none.
 */
const streams = new Map<string, WatchStream>();

/** Tells what changes in a workspace, until the function that it answers with is called. */
export function watchFiles(api: FilesApi, workspaceId: string, listener: Listener): () => void {
  let stream = streams.get(workspaceId);
  if (!stream) {
    stream = new WatchStream(api, workspaceId);
    streams.set(workspaceId, stream);
  }
  const { listeners } = stream;
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stream.close();
    streams.delete(workspaceId);
  };
}

class WatchStream {
  readonly listeners = new Set<Listener>();
  readonly #open: () => EventSource;
  #source: EventSource | undefined;

  constructor(api: FilesApi, workspaceId: string) {
    this.#open = () => api.watch(workspaceId);
    document.addEventListener("visibilitychange", this.#tend);
    this.#tend();
  }

  close() {
    document.removeEventListener("visibilitychange", this.#tend);
    this.#source?.close();
  }

  #tend = () => {
    if (document.hidden) {
      this.#source?.close();
      this.#source = undefined;
    } else if (!this.#source) {
      this.#source = this.#open();
      this.#source.addEventListener("watching", () => this.#tell({ type: "again" }));
      this.#source.addEventListener("change", ({ data }: MessageEvent<string>) =>
        this.#tell(JSON.parse(data) as FileChange),
      );
    }
  };

  #tell(news: WatchNews) {
    for (const listener of this.listeners) listener(news);
  }
}
