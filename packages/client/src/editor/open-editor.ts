import type { EditorCommand, EditorDocuments } from "@dispatch/protocol/editor";
import { EditorState } from "@dispatch/protocol/editor-state";
import type { SessionEvent } from "@dispatch/protocol/events";
import type { Client } from "../client.ts";
import type { Attachment } from "../live/attachment.ts";
import { Emitter } from "../live/emitter.ts";
import type { Live } from "../live/live.ts";
import { RequestProblem, dataOf } from "../problem.ts";
import { SharedDocument } from "./shared-document.ts";

export type EditorTrouble = Extract<SessionEvent, { channel: "editor:error" }>["payload"];
type Events = {
  readonly opened: SharedDocument;
  readonly closed: SharedDocument;
  /** Something could not be opened or saved; `conflict` and `gone` are told of the disk. */
  readonly trouble: EditorTrouble;
  /** The session ended: what is typed reaches nobody until it is resumed. */
  readonly ended: undefined;
  /** It cannot be followed any more. */
  readonly refused: RequestProblem;
};
type Needs = { readonly client: Pick<Client, "GET">; readonly live: Live; readonly sessionId: string };

/** Joins an editor session, with the files that are open in it. */
export async function openEditor({ client, live, sessionId }: Needs): Promise<Editor> {
  const params = { path: { id: sessionId } };
  const documents = dataOf(await client.GET("/api/sessions/{id}/documents", { params })) as EditorDocuments;
  return new Editor({ live, sessionId, documents });
}

/** One client of an editor session, across any number of connections. */
export class Editor {
  readonly #state: EditorState;
  readonly #documents = new Map<string, SharedDocument>();
  readonly #emitter = new Emitter<Events>();
  readonly #attachment: Attachment;

  constructor({ live, sessionId, documents }: { live: Live; sessionId: string; documents: EditorDocuments }) {
    this.#state = EditorState.from(documents);
    for (const { path } of documents.items) this.#begin(path);
    this.#attachment = live.attach(sessionId, {
      afterSeq: documents.seq,
      onEvent: (event) => this.#receive(event),
      onAttached: () => this.#online(),
      onProblem: (problem) => this.#emitter.emit("refused", new RequestProblem(problem)),
    });
  }

  get documents(): readonly SharedDocument[] {
    return [...this.#documents.values()];
  }

  document(path: string): SharedDocument | undefined {
    return this.#documents.get(path);
  }

  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void {
    return this.#emitter.on(event, listener);
  }

  /** Opens a file for everybody in the session; `isNew` begins one where there is none. */
  async open(path: string, { isNew = false } = {}): Promise<SharedDocument> {
    const { promise, resolve } = Promise.withResolvers<SharedDocument>();
    const stop = this.on("opened", (document) => document.path === path && resolve(document));
    try {
      await this.#send({ type: "open", path, ...(isNew && { isNew }) });
      return this.#documents.get(path) ?? (await promise);
    } finally {
      stop();
    }
  }

  /** Writes it to the disk with all that was typed here; rejects with `editor-conflict` where somebody has to choose. */
  async save(path: string, { force = false } = {}): Promise<void> {
    await this.#documents.get(path)?.settled();
    await this.#send({ type: "save", path, ...(force && { force }) });
  }

  async resolve(path: string, take: "mine" | "theirs"): Promise<void> {
    await this.#documents.get(path)?.settled();
    await this.#send({ type: "resolve", path, take });
  }

  /** Closes a file for everybody; refused with `document-unsaved` where that would lose something. */
  async close(path: string, { discard = false } = {}): Promise<void> {
    await this.#documents.get(path)?.settled();
    await this.#send({ type: "close", path, ...(discard && { discard }) });
  }

  /** Stops following. The session goes on. */
  leave(): void {
    this.#attachment.detach();
  }

  [Symbol.dispose](): void {
    this.leave();
  }

  /** The attachment sends it again under one key until it is acknowledged. */
  #send(command: EditorCommand): Promise<void> {
    return this.#attachment.input(JSON.stringify(command));
  }

  #begin(path: string): SharedDocument | undefined {
    const confirmed = this.#state.document(path);
    if (!confirmed) return undefined;
    const document = new SharedDocument({ confirmed, send: (edit) => this.#send(edit) });
    this.#documents.set(path, document);
    return document;
  }

  #end(path: string) {
    const document = this.#documents.get(path);
    if (!document) return;
    this.#documents.delete(path);
    document.close();
    this.#emitter.emit("closed", document);
  }

  #receive(event: SessionEvent) {
    this.#state.apply(event);
    switch (event.channel) {
      case "editor:opened": {
        this.#end(event.payload.path);
        const document = this.#begin(event.payload.path);
        if (document) this.#emitter.emit("opened", document);
        return;
      }
      case "editor:changed":
        return this.#confirm(event.payload.path, event.payload);
      case "editor:saved":
        return this.#confirm(event.payload.path);
      case "editor:error":
        this.#confirm(event.payload.path);
        return this.#emitter.emit("trouble", event.payload);
      case "editor:closed":
        return this.#end(event.payload.path);
      case "session:status":
        if (event.payload.status === "running") this.#online();
        if (event.payload.status === "ended") this.#emitter.emit("ended", undefined);
        return;
      default:
        return;
    }
  }

  #online() {
    for (const document of this.#documents.values()) document.online();
  }

  #confirm(path: string, changes?: Parameters<SharedDocument["confirm"]>[1]) {
    const confirmed = this.#state.document(path);
    if (confirmed) this.#documents.get(path)?.confirm(confirmed, changes);
  }
}
