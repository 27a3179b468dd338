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
import { commandOf } from "#lib/terminal/terminal-keys.ts";
import type { ScreenLook, TerminalScreen } from "#lib/terminal/terminal-screen.ts";
import type { Preferences, Renderer } from "./preferences.svelte.ts";
import type { TerminalSession } from "./terminal-session.svelte.ts";

type Needs = {
  readonly preferences: Preferences;
  readonly session: TerminalSession;
  /** Set by the address bar; outweighs the preference. */
  readonly forcedRenderer?: Renderer | undefined;
};

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** The terminal as a person handles it: keys, clipboard, find bar, look. */
export class TerminalView implements Disposable {
  readonly #needs: Needs;
  #screen = $state.raw<TerminalScreen>();
  #mode: ScreenLook["mode"] = "dark";
  #closed = false;

  renderer = $state<"webgl" | "dom">();
  bells = $state(0);
  hasRung = $state(false);
  isFinding = $state(false);
  matches = $state.raw({ index: 0, count: 0 });
  hasSelection = $state(false);
  modifiers = $state.raw(noModifiers);

  constructor(needs: Needs) {
    this.#needs = needs;
    window.addEventListener("focus", this.#quiet);
  }

  /** Loads the terminal's code and puts a terminal into the container; nothing if the page was left meanwhile. */
  async open(container: HTMLElement): Promise<TerminalScreen | undefined> {
    const { TerminalScreen } = await import("#lib/terminal/terminal-screen.ts");
    if (this.#closed) return undefined;
    const { session, preferences, forcedRenderer } = this.#needs;
    this.#screen = new TerminalScreen(container, {
      look: this.#look,
      renderer: forcedRenderer ?? preferences.renderer,
      speaks: () => session.speaks,
      onInput: (data) => this.#send(data),
      onKey: this.#key,
      onTitle: (title) => (session.programTitle = title),
      onBell: this.#ring,
      onRenderer: (renderer) => (this.renderer = renderer),
      onMatches: (found) => (this.matches = found),
      onSelection: (text) => {
        this.hasSelection = text !== "";
        if (preferences.copyOnSelect && text !== "") void this.#toClipboard(text);
      },
    });
    return this.#screen;
  }

  applyLook(mode: ScreenLook["mode"]) {
    this.#mode = mode;
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

  /** As if it had been pasted, from wherever it comes. */
  pasteText = (text: string) => {
    this.#screen?.paste(text);
    this.focus();
  };

  paste = async () => {
    try {
      this.#screen?.paste(await navigator.clipboard.readText());
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
    window.removeEventListener("focus", this.#quiet);
    this.#screen?.[Symbol.dispose]();
    this.#screen = undefined;
  }

  get #look(): ScreenLook {
    const { fontSizePx, scrollbackLines, screenReader } = this.#needs.preferences;
    return { mode: this.#mode, fontSizePx, scrollbackLines, screenReader };
  }

  #send(data: string | Uint8Array) {
    if (typeof data !== "string") return this.#needs.session.input(data);
    const typed = encodeTyped(data, this.modifiers);
    if (typed !== data) this.modifiers = afterKey(this.modifiers);
    this.#needs.session.input(typed);
  }

  /** A key pressed beside the terminal: only what makes sense there. */
  handleKey = (event: KeyboardEvent) => {
    if (commandOf(event, isMac) !== "find") return;
    event.preventDefault();
    this.openFind();
  };

  #key = (event: KeyboardEvent) => {
    const command = commandOf(event, isMac);
    if (command === undefined) return true;
    // The browser's own paste needs no permission, so it is let through to the terminal's paste event.
    if (command !== "paste") event.preventDefault();
    const { preferences } = this.#needs;
    if (command === "find") this.openFind();
    if (command === "copy") this.copySelection();
    if (command === "larger") preferences.fontSizePx += 1;
    if (command === "smaller") preferences.fontSizePx -= 1;
    if (command === "normal-size") preferences.fontSizePx = preferences.normalFontSizePx;
    return false;
  };

  #ring = () => {
    this.bells += 1;
    if (!document.hasFocus()) this.hasRung = true;
  };

  #quiet = () => {
    this.hasRung = false;
  };

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
