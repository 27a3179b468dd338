import type { ChangeSet } from "@codemirror/state";
import type { EditorAuthor, EditorChange, EditorCommand } from "@dispatch/protocol/editor";
import type { OpenDocument } from "@dispatch/protocol/editor-state";
import { isDirty } from "@dispatch/protocol/editor-state";
import { changed } from "@dispatch/protocol/editor-text";
import { backoffMs } from "../backoff.ts";
import { Emitter } from "../live/emitter.ts";
import { ConnectionError, problemOf } from "../problem.ts";
import { changeSet, changesOf, fits, pieces, textOf } from "./change-sets.ts";

export type DocumentChange = {
  /** Positions are those of the text as it was shown before. */
  readonly changes: readonly EditorChange[];
  /** Made by `edit`, here. */
  readonly isLocal: boolean;
  /** Who made it, where that was somebody else: `disk` is an agent, a program, or somebody who wrote the file. */
  readonly by?: EditorAuthor;
};
type Events = {
  readonly change: DocumentChange;
  /** Saved, in conflict, resolved or gone: `isDirty` and `conflict` are new. */
  readonly state: undefined;
  /** What was typed here was refused for good; the text is again what the server has. */
  readonly refused: { readonly error: Error; readonly text: string };
  readonly closed: undefined;
};
type Changed = {
  readonly changes: readonly EditorChange[];
  readonly by: EditorAuthor;
  readonly clientId?: string | undefined;
};
type Edit = Extract<EditorCommand, { type: "edit" }>;
type Needs = { readonly confirmed: OpenDocument; readonly send: (edit: Edit) => Promise<void> };

/**
 * A text that several people type in. What is typed here shows at once, and is sent when the server has confirmed what
 * was sent before; what others type comes in between, and moves what is not confirmed yet.
 */
export class SharedDocument {
  readonly path: string;
  readonly #clientId = crypto.getRandomValues(new Uint32Array(4)).join("-");
  readonly #send: Needs["send"];
  readonly #emitter = new Emitter<Events>();
  #confirmed: OpenDocument;
  #text: string;
  /** Typed here and not confirmed, each starting where the one before ends. The first may be on its way. */
  #own: ChangeSet[] = [];
  /** The first of them is on its way, or nobody knows whether it arrived. */
  #isSending = false;
  /** The version that it was made to: at most one edit to it is ever taken. */
  #sentAt: number | undefined;
  /** Counts what was sent: an answer to something older says nothing. */
  #attempt = 0;
  /** Nothing can be sent until the connection, or the session, is back. */
  #isAway = false;
  /** The server was there already when it refused an edit as late. */
  #awaited = 0;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  #settling: PromiseWithResolvers<void> | undefined;

  constructor({ confirmed, send }: Needs) {
    this.path = confirmed.path;
    this.#confirmed = confirmed;
    this.#text = confirmed.text;
    this.#send = send;
  }

  /** As it is to be shown: with what is not confirmed yet. */
  get text(): string {
    return this.#text;
  }

  get version(): number {
    return this.#confirmed.version;
  }

  get isDirty(): boolean {
    return this.#own.length > 0 || isDirty(this.#confirmed);
  }

  /** The server has everything that was typed here. */
  get isSettled(): boolean {
    return this.#own.length === 0;
  }

  /** There is no such file on the disk. */
  get isOnlyHere(): boolean {
    return this.#confirmed.etag === null;
  }

  /** What the disk holds instead and cannot be merged. */
  get conflict(): OpenDocument["conflict"] {
    return this.#confirmed.conflict;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void {
    return this.#emitter.on(event, listener);
  }

  /** Changes the text here at once, and everywhere soon. Positions are those of `text`, in order. */
  edit(changes: readonly EditorChange[]): void {
    if (this.#isClosed) throw new Error(`${this.path} is closed`);
    if (changes.length === 0) return;
    for (const piece of pieces(changes)) this.#add(changeSet(piece, this.#text.length), piece);
    this.#emitter.emit("change", { changes, isLocal: true });
    this.#flush();
  }

  /** Resolves when the server has everything that was typed here. */
  settled(): Promise<void> {
    if (this.#own.length === 0) return Promise.resolve();
    this.#settling ??= Promise.withResolvers();
    return this.#settling.promise;
  }

  /** For the editor: an event made of it what the server has now. */
  confirm(confirmed: OpenDocument, event?: Changed): void {
    const before = this.#confirmed;
    this.#confirmed = confirmed;
    if (!event) return this.#emitter.emit("state", undefined);
    if (event.clientId === this.#clientId && this.#sentAt === before.version) {
      this.#own.shift();
      this.#isSending = false;
      this.#sentAt = undefined;
      this.#failures = 0;
    } else {
      this.#receive(event, before.text.length);
    }
    if (before.etag !== confirmed.etag || before.conflict !== confirmed.conflict)
      this.#emitter.emit("state", undefined);
    this.#flush();
  }

  /** For the editor: what is sent arrives again. Sent twice it is still taken once, as its version passes once. */
  online(): void {
    if (!this.#isAway) return;
    this.#isAway = false;
    this.#isSending = false;
    this.#flush();
  }

  /** For the editor: nobody has it open any more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const isLost = this.#own.length > 0;
    this.#own = [];
    if (isLost) this.#settling?.reject(new ConnectionError(`${this.path} was closed meanwhile.`));
    this.#settling = undefined;
    this.#emitter.emit("closed", undefined);
  }

  #add(next: ChangeSet, changes: readonly EditorChange[]) {
    const last = this.#own.at(-1);
    // What was sent at this version may have been taken, also where nothing says so yet.
    const canGrow = last && !(this.#own.length === 1 && this.#sentAt === this.version);
    const grown = canGrow ? last.compose(next) : undefined;
    if (grown && fits(grown)) this.#own[this.#own.length - 1] = grown;
    else this.#own.push(next);
    this.#text = changed(this.#text, changes);
  }

  #receive({ changes, by }: Changed, length: number) {
    let theirs = changeSet(changes, length);
    this.#own = this.#own.map((mine) => {
      const moved = mine.map(theirs);
      theirs = theirs.map(mine, true);
      return moved;
    });
    const shown = changesOf(theirs);
    this.#text = changed(this.#text, shown);
    if (shown.length > 0) this.#emitter.emit("change", { changes: shown, isLocal: false, by });
  }

  #flush() {
    if (this.#isSending || this.#isAway || this.#isClosed || this.version < this.#awaited) return;
    while (this.#own[0]?.empty) this.#own.shift();
    const [next] = this.#own;
    if (!next) {
      this.#settling?.resolve();
      this.#settling = undefined;
      return;
    }
    this.#isSending = true;
    const { version, path } = this.#confirmed;
    this.#sentAt = version;
    const attempt = ++this.#attempt;
    const edit: Edit = { type: "edit", path, version, changes: changesOf(next), clientId: this.#clientId };
    this.#send(edit).catch((error: unknown) => {
      if (attempt === this.#attempt && this.#isSending && !this.#isClosed) this.#failed(error as Error);
    });
  }

  #failed(error: Error) {
    const problem = problemOf(error);
    if (!problem || problem.code === "session-refused") {
      this.#isAway = true;
    } else if (problem.code === "editor-behind") {
      this.#awaited = (problem as unknown as { version: number }).version;
      this.#isSending = false;
      this.#flush();
    } else if (problem.status >= 500 || problem.status === 429) {
      // A server that stops, or a full disk: what was typed waits.
      this.#timer = setTimeout(() => {
        this.#isSending = false;
        this.#flush();
      }, backoffMs(this.#failures++));
    } else {
      this.#giveUp(error);
    }
  }

  /** Back to what the server has. Who typed gets the text, so that it is not lost. */
  #giveUp(error: Error) {
    const text = this.#text;
    const [first, ...more] = this.#own;
    const all = first && more.reduce((before, next) => before.compose(next), first);
    const undone = all ? changesOf(all.invert(textOf(this.#confirmed.text))) : [];
    this.#own = [];
    this.#isSending = false;
    this.#sentAt = undefined;
    this.#text = this.#confirmed.text;
    this.#settling?.reject(error);
    this.#settling = undefined;
    if (undone.length > 0) this.#emitter.emit("change", { changes: undone, isLocal: false });
    this.#emitter.emit("refused", { error, text });
  }
}
