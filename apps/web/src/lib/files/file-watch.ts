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

/** After an answer that was no stream: the server is starting, or something before it is. */
const OPEN_AGAIN_MS = 2_000;

class WatchStream {
  readonly listeners = new Set<Listener>();
  readonly #open: () => EventSource;
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: FilesApi, workspaceId: string) {
    this.#open = () => api.watch(workspaceId);
    document.addEventListener("visibilitychange", this.#tend);
    this.#tend();
  }

  close() {
    document.removeEventListener("visibilitychange", this.#tend);
    clearTimeout(this.#timer);
    this.#source?.close();
  }

  #tend = () => {
    clearTimeout(this.#timer);
    if (document.hidden) {
      this.#source?.close();
      this.#source = undefined;
    } else if (!this.#source) {
      this.#source = this.#open();
      this.#source.addEventListener("watching", () => this.#tell({ type: "again" }));
      this.#source.addEventListener("change", ({ data }: MessageEvent<string>) =>
        this.#tell(JSON.parse(data) as FileChange),
      );
      this.#source.addEventListener("error", this.#openAgain);
    }
  };

  /** What was cut the browser opens again by itself; an answer that is no stream it takes for the last word. */
  #openAgain = () => {
    if (this.#source?.readyState !== EventSource.CLOSED) return;
    this.#source = undefined;
    this.#timer = setTimeout(this.#tend, OPEN_AGAIN_MS);
  };

  #tell(news: WatchNews) {
    for (const listener of this.listeners) listener(news);
  }
}
