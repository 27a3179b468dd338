import type { LanguageDescription } from "@codemirror/language";
import {
  Annotation,
  ChangeSet,
  Compartment,
  EditorState,
  type Extension,
  type StateEffect,
  Transaction,
  type TransactionSpec,
} from "@codemirror/state";
import { EditorView, type ViewUpdate, keymap } from "@codemirror/view";
import { changesOf } from "@dispatch/client/editor/change-sets";
import type { DocumentChange, SharedDocument } from "@dispatch/client/editor/shared-document";
import type { EditorChange } from "@dispatch/protocol/editor";
import { clearMarks, markChanges, markStretches } from "./change-marks.ts";
import { codeTools } from "./code-extensions.ts";
import { languageOf } from "./code-languages.ts";
import { type Indentation, indentationOf } from "./indentation.ts";
import { asItIs, type LineEnds, lineEndsOf } from "./line-ends.ts";

/** What others changed stands out for so long after the last of it. */
const MARKED_MS = 6_000;

/** Came from the shared document, and so is not sent to it. */
const received = Annotation.define<boolean>();

export type CodeSettings = { readonly mayType: boolean; readonly wraps: boolean; readonly isDark: boolean };
export type Cursor = { readonly line: number; readonly column: number; readonly selected: number };
type Stretch = { readonly from: number; readonly to: number };
type Needs = {
  readonly shared: SharedDocument;
  readonly onSave: () => void;
  /** Something was typed here, or nothing is on its way any more. */
  readonly onTyped: () => void;
};

/** An open file with the editor that shows it. The text is the shared document's; the editor is told of it, and tells. */
export class CodeDocument implements Disposable {
  readonly path: string;
  readonly shared: SharedDocument;
  readonly #needs: Needs;
  readonly #off: (() => void)[];
  readonly #languageSlot = new Compartment();
  readonly #settingsSlot = new Compartment();
  #state: EditorState;
  #view: EditorView | undefined;
  #scroll: StateEffect<unknown> | undefined;
  #markTimer: ReturnType<typeof setTimeout> | undefined;
  /** When somebody last typed or moved here. */
  touchedAt = 0;

  readonly lineEnds: LineEnds;
  readonly indentation: Indentation;
  readonly language: LanguageDescription | undefined;
  isDirty = $state(false);
  isOnlyHere = $state(false);
  isSettled = $state(true);
  conflict = $state.raw<SharedDocument["conflict"]>();
  cursor = $state.raw<Cursor>({ line: 1, column: 1, selected: 0 });
  /** Grows with every change, for what shows the text in another form. */
  revision = $state(0);

  constructor(needs: Needs) {
    const { shared } = needs;
    this.#needs = needs;
    this.shared = shared;
    this.path = shared.path;
    this.lineEnds = lineEndsOf(shared.text);
    this.indentation = indentationOf(shared.text);
    this.language = languageOf(shared.path);
    this.#state = EditorState.create({ doc: shared.text, extensions: this.#extensions() });
    this.#off = [shared.on("change", (change) => this.#receive(change)), shared.on("state", this.#read)];
    this.#read();
    void this.language
      ?.load()
      .then((support) => this.#dispatch({ effects: this.#languageSlot.reconfigure(support) }));
  }

  [Symbol.dispose]() {
    for (const off of this.#off) off();
    clearTimeout(this.#markTimer);
    this.#view?.destroy();
    this.#view = undefined;
  }

  get text(): string {
    return this.shared.text;
  }

  get lines(): number {
    return this.#now.doc.lines;
  }

  /** Shows it in this element, until the function that it answers with is called. */
  show(parent: HTMLElement): () => void {
    const scrollTo = this.#scroll;
    const view = new EditorView({
      state: this.#state,
      parent,
      ...(scrollTo && { scrollTo: scrollTo as never }),
    });
    this.#view = view;
    this.#scroll = undefined;
    return () => {
      this.#state = view.state;
      this.#scroll = view.scrollSnapshot();
      if (this.#view === view) this.#view = undefined;
      view.destroy();
    };
  }

  configure({ mayType, wraps, isDark }: CodeSettings) {
    this.#dispatch({
      effects: this.#settingsSlot.reconfigure([
        EditorState.readOnly.of(!mayType),
        EditorView.darkTheme.of(isDark),
        wraps ? EditorView.lineWrapping : [],
      ]),
    });
  }

  focus() {
    this.#view?.focus();
  }

  /** For commands of the library, where the text is on the page. */
  run(command: (view: EditorView) => boolean) {
    const view = this.#view;
    if (!view) return;
    view.focus();
    command(view);
  }

  /** Puts the cursor there, and brings it into view. */
  goTo(line: number, column = 1) {
    const { doc } = this.#now;
    const at = doc.line(Math.min(Math.max(1, line), doc.lines));
    const anchor = Math.min(at.to, at.from + column - 1);
    this.#dispatch({ selection: { anchor } });
    this.#bring(anchor);
  }

  /** Marks stretches and brings them into view, unless what is seen is to stay; the cursor stays where it is. */
  point(stretches: readonly Stretch[], { stays = false } = {}) {
    const length = this.#now.doc.length;
    const within = stretches.filter(({ to }) => to <= length).toSorted((a, b) => a.from - b.from);
    const [first] = within;
    if (!first) return;
    this.#dispatch({ effects: markStretches(within) });
    this.#unmarkSoon();
    if (!stays) this.#bring(first.from);
  }

  /** Changes the text as if it were typed. */
  edit(changes: readonly EditorChange[]) {
    this.#dispatch({ changes: [...changes], annotations: asItIs.of(true) });
  }

  get #now() {
    return this.#view?.state ?? this.#state;
  }

  #dispatch(spec: TransactionSpec) {
    if (this.#view) this.#view.dispatch(spec);
    else this.#take(this.#state.update(spec));
  }

  /** A text that is not on the page is typed into as well, by what is done to it from elsewhere. */
  #take(transaction: Transaction) {
    this.#state = transaction.state;
    this.#tell(transaction);
  }

  #bring(position: number) {
    const scroll = EditorView.scrollIntoView(position, { y: "center" });
    if (this.#view) this.#view.dispatch({ effects: scroll });
    else this.#scroll = scroll;
  }

  #extensions(): Extension {
    return [
      keymap.of([{ key: "Mod-s", preventDefault: true, run: () => (this.#needs.onSave(), true) }]),
      codeTools({ path: this.path, ends: this.lineEnds, indentation: this.indentation }),
      this.#languageSlot.of([]),
      this.#settingsSlot.of([]),
      EditorView.updateListener.of((update) => this.#heard(update)),
    ];
  }

  #heard({ transactions, selectionSet, docChanged, state }: ViewUpdate) {
    for (const transaction of transactions) this.#tell(transaction);
    if (!selectionSet && !docChanged) return;
    const { head, from, to } = state.selection.main;
    const line = state.doc.lineAt(head);
    this.cursor = { line: line.number, column: head - line.from + 1, selected: to - from };
  }

  #tell(transaction: Transaction) {
    if (
      transaction.isUserEvent("input") ||
      transaction.isUserEvent("delete") ||
      transaction.isUserEvent("select")
    )
      this.touchedAt = Date.now();
    if (!transaction.docChanged) return;
    this.revision += 1;
    if (transaction.annotation(received) === true || this.shared.isClosed) return;
    this.shared.edit(changesOf(transaction.changes));
    this.#read();
    this.shared.settled().then(this.#read, this.#read);
    this.#needs.onTyped();
  }

  #receive({ changes, isLocal, by }: DocumentChange) {
    if (isLocal) return;
    const set = ChangeSet.of([...changes], this.#now.doc.length, "\n");
    this.#dispatch({
      changes: set,
      annotations: [received.of(true), asItIs.of(true), Transaction.addToHistory.of(false)],
      ...(by !== undefined && { effects: markChanges(set) }),
    });
    if (by !== undefined) this.#unmarkSoon();
    this.#read();
  }

  #unmarkSoon() {
    clearTimeout(this.#markTimer);
    this.#markTimer = setTimeout(() => this.#dispatch({ effects: clearMarks.of(null) }), MARKED_MS);
  }

  #read = () => {
    this.isDirty = this.shared.isDirty;
    this.isSettled = this.shared.isSettled;
    this.isOnlyHere = this.shared.isOnlyHere;
    this.conflict = this.shared.conflict;
    if (this.isSettled) this.#needs.onTyped();
  };
}
