import type { EditorDocument, EditorDocuments } from "./editor.ts";
import { changed } from "./editor-text.ts";
import type { SessionEvent } from "./events.ts";

/** An open file, with what the disk held when it was looked at last: what others wrote since is merged against that. */
export type OpenDocument = Omit<EditorDocument, "isDirty" | "base"> & { readonly base: string };

/** So many of the last commands are remembered by their keys. */
const KEYS_LIMIT = 1024;

/** What an editor session's log says: its open files. Server and clients make it from the same events. */
export class EditorState {
  readonly #open = new Map<string, OpenDocument>();
  /** Versions go on when a file is opened again: an edit of the time before fits nothing then. */
  readonly #lastVersions = new Map<string, number>();
  readonly #keys = new Set<string>();
  #seq = 0;

  /** As the server gave it; events after its `seq` carry it on. */
  static from({ seq, items }: EditorDocuments): EditorState {
    const state = new EditorState();
    state.#seq = seq;
    for (const { isDirty: _, base, ...document } of items)
      state.#open.set(document.path, { ...document, base: base ?? document.text });
    return state;
  }

  /** The last event that it is made from. */
  get seq(): number {
    return this.#seq;
  }

  get documents(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }

  document(path: string): OpenDocument | undefined {
    return this.#open.get(path);
  }

  nextVersion(path: string): number {
    return (this.#lastVersions.get(path) ?? -1) + 1;
  }

  hasDone(key: string): boolean {
    return this.#keys.has(key);
  }

  apply(event: SessionEvent): void {
    this.#seq = event.seq;
    if (!event.channel.startsWith("editor:")) return;
    const { payload } = event as Extract<SessionEvent, { channel: `editor:${string}` }>;
    if ("key" in payload && payload.key !== undefined) this.#remember(payload.key);
    if ("version" in payload) this.#lastVersions.set(payload.path, payload.version);
    const next = applied(this.#open.get(payload.path), event);
    if (next) this.#open.set(payload.path, next);
    else this.#open.delete(payload.path);
  }

  #remember(key: string) {
    this.#keys.add(key);
    for (const oldest of this.#keys) {
      if (this.#keys.size <= KEYS_LIMIT) break;
      this.#keys.delete(oldest);
    }
  }
}

/** There is something to save. */
export const isDirty = ({ text, base, etag }: OpenDocument): boolean => etag === null || text !== base;

export const shownDocument = (document: OpenDocument): EditorDocument => {
  const { base, ...shown } = document;
  return { ...shown, ...(base !== shown.text && { base }), isDirty: isDirty(document) };
};

function applied(before: OpenDocument | undefined, event: SessionEvent): OpenDocument | undefined {
  switch (event.channel) {
    case "editor:opened": {
      const { path, text, etag, version } = event.payload;
      return { path, text, base: text, etag, version };
    }
    case "editor:changed": {
      if (!before) return undefined;
      const { version, changes, disk } = event.payload;
      const next = { ...before, version, text: changed(before.text, changes) };
      if (!disk) return next;
      return { ...withoutConflict(next), etag: disk.etag, base: changed(before.base, disk.changes) };
    }
    case "editor:saved":
      return before && { ...withoutConflict(before), etag: event.payload.etag, base: before.text };
    case "editor:error": {
      const { code, theirs } = event.payload;
      if (before && code === "conflict" && theirs) return { ...before, conflict: theirs };
      if (before && code === "gone") return { ...withoutConflict(before), etag: null };
      return before;
    }
    case "editor:closed":
      return undefined;
    default:
      return before;
  }
}

const withoutConflict = ({ conflict: _, ...document }: OpenDocument): OpenDocument => document;
