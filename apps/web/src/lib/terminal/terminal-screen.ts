import "@xterm/xterm/css/xterm.css";
import { cutCharacterBytes } from "@dispatch/protocol/cut-character";
import type { TerminalSize } from "@dispatch/protocol/terminal";
import { ClipboardAddon } from "@xterm/addon-clipboard";
import { FitAddon } from "@xterm/addon-fit";
import { SearchAddon, type ISearchOptions } from "@xterm/addon-search";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { WebglAddon } from "@xterm/addon-webgl";
import { Terminal } from "@xterm/xterm";
import { AnswerFilter } from "./answer-filter.ts";
import { fileLinks, type FileLinks } from "./file-links.ts";
import { fontFamily } from "./fonts.ts";
import { PacedWrites } from "./paced-writes.ts";
import { textFrom } from "./screen-text.ts";
import { moveScrollbarByFrames } from "./scrollbar.ts";
import { drawSelectionOnlyIfAny } from "./selection-redraw.ts";
import { matchColours, xtermTheme, type ThemeColors } from "./terminal-theme.ts";
import { scrollByTouch } from "./touch-scroll.ts";
import { folderFrom, webLinks } from "./web-links.ts";

export type ScreenLook = {
  readonly theme: ThemeColors;
  /** Before the usual fonts; empty for none. */
  readonly fontName: string;
  readonly lineHeight: number;
  readonly cursorStyle: "block" | "bar" | "underline";
  readonly cursorBlinks: boolean;
  readonly fontSizePx: number;
  readonly scrollbackLines: number;
  readonly screenReader: boolean;
  /** Lines end where the container does, however narrow it is. */
  readonly wrapsToScreen: boolean;
};

export type ScreenEvents = {
  /** Typed, pasted or answered: to be sent to the program. */
  readonly onInput: (data: string | Uint8Array) => void;
  readonly onBell: () => void;
  readonly onRenderer: (renderer: "webgl" | "dom") => void;
  readonly onSelection: (text: string) => void;
  readonly onMatches: (found: { readonly index: number; readonly count: number }) => void;
  /** The program says which folder it is in. */
  readonly onFolder?: (folder: string) => void;
  /** Where the link leads that is pointed at. */
  readonly onPointed?: (target: string | undefined) => void;
  /** Return false to keep a key from the terminal. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  /** Whether this page is the one that speaks for the session's terminal when a program asks something. */
  readonly speaks: () => boolean;
};

type Options = ScreenEvents & { readonly look: ScreenLook; readonly renderer: "auto" | "dom" };

/** What programs are made for. */
const USUAL_COLUMNS = 80;
/** How many matches the find bar marks and counts; more would make each key press in it slow. */
const MATCH_LIMIT = 1000;

/** One xterm.js with all it needs, fed with bytes in the order of the session's events. */
export class TerminalScreen implements Disposable {
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #search = new SearchAddon({ highlightLimit: MATCH_LIMIT });
  readonly #filter: AnswerFilter;
  readonly #writes: PacedWrites;
  /** Whether each queued write is old output. Writes are parsed in order, so the first is the one being parsed now. */
  #cutCharacter = new Uint8Array();
  readonly #queuedReplays: boolean[] = [];
  readonly #endTouchScroll: () => void;
  readonly #endScrollbar: () => void;
  #look: ScreenLook;
  #takesKeys = true;
  #isCaseSensitive = false;

  constructor(container: HTMLElement, options: Options) {
    this.#look = options.look;
    const links = webLinks((target) => options.onPointed?.(target));
    const terminal = new Terminal({
      ...lookOptions(options.look),
      allowProposedApi: true,
      cursorInactiveStyle: "outline",
      linkHandler: links.handler,
      macOptionIsMeta: true,
      // Also the width that is kept free for the scrollbar.
      overviewRuler: { width: 10 },
      // Programs choose colours for a ground they do not know; this keeps them readable on both of ours.
      minimumContrastRatio: 4.5,
      rightClickSelectsWord: true,
      smoothScrollDuration: 0,
    });
    this.#terminal = terminal;
    this.#writes = new PacedWrites((piece, parsed) => terminal.write(piece, parsed));
    const mayAnswer = () => !this.#isReplaying && options.speaks();
    this.#filter = new AnswerFilter(terminal, mayAnswer);
    terminal.loadAddon(this.#fit);
    terminal.loadAddon(this.#search);
    terminal.loadAddon(new Unicode11Addon());
    terminal.unicode.activeVersion = "11";
    terminal.loadAddon(links.addon);
    terminal.parser.registerOscHandler(7, (data) => {
      const folder = folderFrom(data);
      if (folder !== undefined) options.onFolder?.(folder);
      return true;
    });
    terminal.loadAddon(
      new ClipboardAddon(undefined, {
        // A program may offer text, but never read what a person copied elsewhere.
        readText: () => "",
        writeText: async (_selection, text) => {
          if (mayAnswer()) await navigator.clipboard.writeText(text).catch(() => undefined);
        },
      }),
    );
    terminal.onData((data) => {
      if (!this.#filter.refuses(data)) options.onInput(data);
    });
    terminal.onBinary((data) =>
      options.onInput(Uint8Array.from(data, (character) => character.charCodeAt(0))),
    );
    terminal.onBell(() => {
      if (!this.#isReplaying) options.onBell();
    });
    terminal.onSelectionChange(() => options.onSelection(terminal.getSelection()));
    this.#search.onDidChangeResults(({ resultIndex, resultCount }) =>
      options.onMatches({ index: resultIndex + 1, count: resultCount }),
    );
    terminal.attachCustomKeyEventHandler((event) => options.onKey(event));
    terminal.open(container);
    this.#endScrollbar = moveScrollbarByFrames(terminal);
    drawSelectionOnlyIfAny(terminal);
    this.#endTouchScroll = scrollByTouch(container, {
      lineHeightPx: () =>
        (terminal.element?.querySelector(".xterm-screen")?.clientHeight ?? 0) / terminal.rows || 16,
      onLines: (lines, at) => this.#scroll(lines, at),
    });
    options.onRenderer(options.renderer === "auto" && this.#useWebgl(options.onRenderer) ? "webgl" : "dom");
  }

  get applicationCursorKeys() {
    return this.#terminal.modes.applicationCursorKeysMode;
  }

  /** Resolves when the bytes are on the screen's grid, so that whoever sends them can be slowed to what is shown. */
  write(data: string | Uint8Array, { replay }: { replay: boolean }): Promise<void> {
    const whole = typeof data === "string" ? data : this.#wholeCharacters(data);
    return new Promise((resolve) => {
      this.#queuedReplays.push(replay);
      this.#writes.add(whole, () => {
        this.#queuedReplays.shift();
        resolve();
      });
    });
  }

  /** xterm.js loses some characters that are cut between two writes: what begins at the end waits for its other half. */
  #wholeCharacters(data: Uint8Array): Uint8Array {
    const bytes = new Uint8Array(this.#cutCharacter.length + data.length);
    bytes.set(this.#cutCharacter);
    bytes.set(data, this.#cutCharacter.length);
    const end = bytes.length - cutCharacterBytes(bytes);
    this.#cutCharacter = bytes.slice(end);
    return bytes.subarray(0, end);
  }

  /** Starts over with a screen that the server kept, in place of whatever is still queued. */
  restore(screen: TerminalSize & { readonly restore: string }): Promise<void> {
    this.#cutCharacter = new Uint8Array();
    this.#writes.skip();
    void this.#inOrder(() => {
      this.#terminal.reset();
      this.#terminal.resize(screen.cols, screen.rows);
    });
    return this.write(screen.restore, { replay: true });
  }

  /** Takes the grid that the program draws for from here on in the stream. */
  adopt({ cols, rows }: TerminalSize): Promise<void> {
    return this.#inOrder(() => this.#terminal.resize(cols, rows));
  }

  /** Resolves when everything queued so far is on the grid. */
  afterWrites(): Promise<void> {
    return this.#inOrder(() => undefined);
  }

  /** The grid that fills the container, if it has a size at all; wider than it where lines are not to end at its edge. */
  fittingSize(): TerminalSize | undefined {
    const { cols, rows } = this.#fit.proposeDimensions() ?? { cols: NaN, rows: NaN };
    if (!Number.isFinite(cols) || !Number.isFinite(rows)) return undefined;
    return { cols: this.#look.wrapsToScreen ? cols : Math.max(cols, USUAL_COLUMNS), rows };
  }

  applyLook(look: ScreenLook): void {
    this.#look = look;
    this.#terminal.options = { ...lookOptions(look), cursorBlink: this.#takesKeys && look.cursorBlinks };
  }

  takeKeys(yes: boolean): void {
    this.#takesKeys = yes;
    this.#terminal.options.disableStdin = !yes;
    this.#terminal.options.cursorBlink = yes && this.#look.cursorBlinks;
  }

  /** Typing shows the place that is typed into, also when the key was not xterm's own. */
  scrollToEnd(): void {
    this.#terminal.scrollToBottom();
  }

  /** Whether the program told pasted text from typed text, and so does not run line after line of it. */
  get takesPastesWhole() {
    return this.#terminal.modes.bracketedPasteMode;
  }

  paste(text: string): void {
    this.#terminal.paste(text);
  }

  focus(): void {
    this.#terminal.focus();
  }

  blur(): void {
    this.#terminal.blur();
  }

  clear(): void {
    this.#terminal.clear();
  }

  /** Paths of files are links from here on. */
  linkFiles(links: FileLinks): void {
    this.#terminal.registerLinkProvider(fileLinks(this.#terminal, links));
  }

  get selection() {
    return this.#terminal.getSelection();
  }

  /** Everything in view and in the scrollback. */
  get text(): string {
    return textFrom(this.#terminal.buffer.active, 0);
  }

  /** What is in view where nothing is scrolled back. */
  get screenText(): string {
    const { active } = this.#terminal.buffer;
    return textFrom(active, active.baseY);
  }

  find(
    text: string,
    direction: "next" | "previous",
    options: { caseSensitive: boolean; incremental: boolean },
  ): void {
    if (text === "") return this.endFind();
    // The addon does not see by itself that the same words are looked for in another way (xterm.js 6.0).
    if (options.caseSensitive !== this.#isCaseSensitive) this.#search.clearDecorations();
    this.#isCaseSensitive = options.caseSensitive;
    const colours = matchColours(this.#look.theme);
    // The match in turn is also the selection, whose colour lies on top.
    this.#terminal.options.theme = {
      ...xtermTheme(this.#look.theme),
      selectionInactiveBackground: colours.active,
    };
    const searchOptions: ISearchOptions = {
      ...options,
      decorations: {
        matchBackground: colours.match,
        matchOverviewRuler: colours.active,
        activeMatchBackground: colours.active,
        activeMatchColorOverviewRuler: colours.active,
      },
    };
    if (direction === "next") this.#search.findNext(text, searchOptions);
    else this.#search.findPrevious(text, { ...searchOptions, incremental: false });
  }

  endFind(): void {
    this.#search.clearDecorations();
    this.#terminal.clearSelection();
    this.#terminal.options.theme = xtermTheme(this.#look.theme);
  }

  [Symbol.dispose](): void {
    this.#endTouchScroll();
    this.#endScrollbar();
    this.#filter[Symbol.dispose]();
    this.#writes.skip();
    this.#terminal.dispose();
  }

  get #isReplaying() {
    return this.#queuedReplays[0] ?? false;
  }

  #inOrder(action: () => void): Promise<void> {
    return new Promise((resolve) => {
      this.#queuedReplays.push(true);
      this.#writes.add("", () => {
        this.#queuedReplays.shift();
        action();
        resolve();
      });
    });
  }

  #scroll(lines: number, { x, y }: { readonly x: number; readonly y: number }): void {
    const { mouseTrackingMode } = this.#terminal.modes;
    if (mouseTrackingMode === "none" && this.#terminal.buffer.active.type === "normal") {
      return this.#terminal.scrollLines(lines);
    }
    // A program that fills the screen scrolls itself: it gets what a wheel would have sent it.
    const wheel = { deltaY: Math.sign(lines), deltaMode: WheelEvent.DOM_DELTA_LINE, clientX: x, clientY: y };
    const target = this.#terminal.element?.querySelector(".xterm-screen");
    for (let line = 0; line < Math.abs(lines); line++) {
      target?.dispatchEvent(new WheelEvent("wheel", { ...wheel, bubbles: true, cancelable: true }));
    }
  }

  #useWebgl(onRenderer: ScreenEvents["onRenderer"]): boolean {
    try {
      const webgl = new WebglAddon();
      webgl.onContextLoss(() => {
        webgl.dispose(); // xterm.js then draws with the DOM
        onRenderer("dom");
      });
      this.#terminal.loadAddon(webgl);
      return true;
    } catch {
      return false; // no WebGL 2 here: the DOM renderer is already in place
    }
  }
}

const lookOptions = (look: ScreenLook) => ({
  fontSize: look.fontSizePx,
  scrollback: look.scrollbackLines,
  screenReaderMode: look.screenReader,
  fontFamily: fontFamily(look.fontName),
  lineHeight: look.lineHeight,
  cursorStyle: look.cursorStyle,
  cursorBlink: look.cursorBlinks,
  theme: xtermTheme(look.theme),
});
