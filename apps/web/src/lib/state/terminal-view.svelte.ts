import { tick } from "svelte";
import { toast } from "svelte-sonner";
import { strings } from "#lib/strings.ts";
import {
  afterKey,
  encodeExtraKey,
  encodeTyped,
  noModifiers,
  tapModifier,
  type ExtraKey,
  type Modifier,
} from "#lib/terminal/extra-keys.ts";
import type { FileLinks } from "#lib/terminal/file-links.ts";
import { isSeveralLines, onOneLine } from "#lib/terminal/pasted-text.ts";
import type { ScreenLook, TerminalScreen } from "#lib/terminal/terminal-screen.ts";
import type { ThemeColors } from "#lib/terminal/terminal-theme.ts";
import type { Preferences, Renderer } from "./preferences.svelte.ts";
import type { TerminalSession } from "./terminal-session.svelte.ts";

type Needs = {
  readonly preferences: Preferences;
  readonly session: TerminalSession;
  /** Read anew for each look. */
  readonly theme: () => ThemeColors;
  /** Opens what in the output are files. */
  readonly files: FileLinks;
  /** Set by the address bar; outweighs the preference. */
  readonly forcedRenderer?: Renderer | undefined;
};

/** The terminal as a person handles it: keys, clipboard, find bar, look. */
export class TerminalView implements Disposable {
  readonly #needs: Needs;
  #screen = $state.raw<TerminalScreen>();
  #closed = false;

  renderer = $state<"webgl" | "dom">();
  bells = $state(0);
  isFinding = $state(false);
  matches = $state.raw({ index: 0, count: 0 });
  hasSelection = $state(false);
  modifiers = $state.raw(noModifiers);
  /** Where the program says it is, if it says so. */
  folder = $state<string>();
  /** Where the link leads that is pointed at. */
  pointedAt = $state<string>();
  /** Several lines, about which one is asked first. */
  pasting = $state<string>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Loads the terminal's code and puts a terminal into the container; nothing if the page was left meanwhile. */
  async open(container: HTMLElement): Promise<TerminalScreen | undefined> {
    const { TerminalScreen } = await import("#lib/terminal/terminal-screen.ts");
    if (this.#closed) return undefined;
    const { session, preferences, forcedRenderer, files } = this.#needs;
    this.#screen = new TerminalScreen(container, {
      look: this.#look,
      renderer: forcedRenderer ?? preferences.renderer,
      speaks: () => session.speaks,
      onInput: (data) => this.#send(data),
      onKey: () => true,
      onBell: () => (this.bells += 1),
      onFolder: (folder) => (this.folder = folder),
      onPointed: (target) => (this.pointedAt = target),
      onRenderer: (renderer) => (this.renderer = renderer),
      onMatches: (found) => (this.matches = found),
      onSelection: (text) => {
        this.hasSelection = text !== "";
        if (preferences.copyOnSelect && text !== "") void this.#toClipboard(text);
      },
    });
    this.#screen.linkFiles(files);
    return this.#screen;
  }

  applyLook() {
    this.#screen?.applyLook(this.#look);
  }

  /** Whoever only looks on has a terminal that no key reaches. */
  takeKeys(yes: boolean) {
    this.#screen?.takeKeys(yes);
  }

  copySelection = () => {
    const text = this.#screen?.selection ?? "";
    if (text !== "") void this.#toClipboard(text);
  };

  copyScreen = async () => {
    if (this.#screen && (await this.#toClipboard(this.#screen.screenText)))
      toast.success(strings.terminalTools.copiedScreen);
  };

  copyAll = async () => {
    if (this.#screen && (await this.#toClipboard(this.#screen.text))) toast.success(strings.toast.copiedAll);
  };

  /** Whether a paste waits for a word first: a program that takes it for typed runs line after line of it. */
  asksAbout = (text: string): boolean => {
    const { asksBeforePaste } = this.#needs.preferences;
    if (!asksBeforePaste || this.#screen?.takesPastesWhole !== false || !isSeveralLines(text)) return false;
    this.pasting = text;
    return true;
  };

  /** The word that was waited for. */
  answerPaste = (how: "as-it-is" | "on-one-line" | "not") => {
    const text = this.pasting ?? "";
    this.pasting = undefined;
    if (how !== "not") this.#screen?.paste(how === "on-one-line" ? onOneLine(text) : text);
    // The question keeps the focus as long as it is there.
    void tick().then(this.focus);
  };

  /** As if it had been pasted, from wherever it comes. */
  pasteText = (text: string) => {
    if (this.asksAbout(text)) return;
    this.#screen?.paste(text);
    this.focus();
  };

  paste = async () => {
    try {
      this.pasteText(await navigator.clipboard.readText());
    } catch {
      toast.error(strings.toast.pasteFailed);
    }
  };

  clear = () => {
    this.#screen?.clear();
    this.focus();
  };

  focus = () => this.#screen?.focus();
  blur = () => this.#screen?.blur();

  openFind = () => {
    this.isFinding = true;
  };

  closeFind = () => {
    this.isFinding = false;
    this.matches = { index: 0, count: 0 };
    this.#screen?.endFind();
    this.focus();
  };

  find = (...wish: Parameters<TerminalScreen["find"]>) => {
    if (wish[0] === "") this.matches = { index: 0, count: 0 };
    this.#screen?.find(...wish);
  };

  tapModifier = (modifier: Modifier) => {
    this.modifiers = tapModifier(this.modifiers, modifier);
  };

  pressExtraKey = (key: ExtraKey) => {
    const data = encodeExtraKey(key, this.modifiers, this.#screen?.applicationCursorKeys ?? false);
    this.sendRaw(data);
    this.modifiers = afterKey(this.modifiers);
  };

  /** Sends bytes as they are, whatever modifier is held. */
  sendRaw = (data: string) => {
    this.#needs.session.input(data);
    this.#screen?.scrollToEnd();
  };

  [Symbol.dispose]() {
    this.#closed = true;
    this.#screen?.[Symbol.dispose]();
    this.#screen = undefined;
  }

  /** Larger or smaller letters; without a number the usual ones. */
  resizeFont = (byPx?: number) => {
    const { preferences } = this.#needs;
    preferences.fontSizePx =
      byPx === undefined ? preferences.normalFontSizePx : preferences.fontSizePx + byPx;
  };

  get #look(): ScreenLook {
    const { theme, preferences } = this.#needs;
    return { ...preferences.terminalLook, theme: theme() };
  }

  #send(data: string | Uint8Array) {
    if (typeof data !== "string") return this.#needs.session.input(data);
    const typed = encodeTyped(data, this.modifiers);
    if (typed !== data) this.modifiers = afterKey(this.modifiers);
    this.#needs.session.input(typed);
  }

  async #toClipboard(text: string) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      toast.error(strings.toast.copyFailed, { id: "copy-failed" });
      return false;
    }
  }
}
