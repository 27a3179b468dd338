export const FONT_SIZE_MIN_PX = 9;
export const FONT_SIZE_MAX_PX = 28;
/** A narrow screen that is held close shows more columns with smaller letters. */
export const fontSizeDefaultsPx = { desk: 14, hand: 12 } as const;
/** Lines kept by a terminal in this browser. Each costs about 12 bytes per column. */
export const scrollbackChoices = [1_000, 5_000, 20_000, 100_000] as const;

/** Of the height of the letters. */
export const LINE_HEIGHT_MIN = 1;
export const LINE_HEIGHT_MAX = 1.8;
export const LINE_HEIGHT_STEP = 0.05;
export const FONT_NAME_LIMIT = 60;
export const cursorStyles = ["block", "bar", "underline"] as const;

export type CursorStyle = (typeof cursorStyles)[number];
export type Renderer = "auto" | "dom";
/** What sends a message; the other one begins a line. */
export type SendKey = "enter" | "mod-enter";
type Stored = {
  readonly fontSizePx: number;
  readonly fontName: string;
  readonly lineHeight: number;
  readonly cursorStyle: CursorStyle;
  readonly cursorBlinks: boolean;
  readonly asksBeforePaste: boolean;
  readonly scrollbackLines: number;
  readonly renderer: Renderer;
  readonly wrapsToScreen: boolean;
  readonly copyOnSelect: boolean;
  readonly screenReader: boolean;
  readonly sendKey: SendKey;
  readonly wrapCode: boolean;
};

const KEY = "dispatch.preferences";
const defaults: Stored = {
  fontSizePx: fontSizeDefaultsPx.desk,
  fontName: "",
  lineHeight: 1.15,
  cursorStyle: "block",
  cursorBlinks: true,
  asksBeforePaste: true,
  scrollbackLines: 5_000,
  renderer: "auto",
  wrapsToScreen: true,
  copyOnSelect: false,
  screenReader: false,
  sendKey: "enter",
  wrapCode: false,
};

type Storage = Pick<globalThis.Storage, "getItem" | "setItem">;

/** How terminals and agents look and behave in this browser; kept here, since a phone and a desk want different sizes. */
export class Preferences {
  readonly #storage: Storage | undefined;
  readonly normalFontSizePx: number;
  #stored = $state.raw<Stored>(defaults);

  constructor(storage: Storage | undefined, device: keyof typeof fontSizeDefaultsPx = "desk") {
    this.#storage = storage;
    this.normalFontSizePx = fontSizeDefaultsPx[device];
    this.#stored = read(storage, { ...defaults, fontSizePx: this.normalFontSizePx });
  }

  get fontSizePx() {
    return this.#stored.fontSizePx;
  }
  set fontSizePx(value: number) {
    this.#change({ fontSizePx: Math.min(FONT_SIZE_MAX_PX, Math.max(FONT_SIZE_MIN_PX, Math.round(value))) });
  }

  /** Of a font of this device; without one it is the usual. */
  get fontName() {
    return this.#stored.fontName;
  }
  set fontName(value: string) {
    this.#change({ fontName: plainFontName(value) });
  }

  get lineHeight() {
    return this.#stored.lineHeight;
  }
  set lineHeight(value: number) {
    const steps = Math.round(value / LINE_HEIGHT_STEP) * LINE_HEIGHT_STEP;
    this.#change({
      lineHeight: Math.min(LINE_HEIGHT_MAX, Math.max(LINE_HEIGHT_MIN, Math.round(steps * 100) / 100)),
    });
  }

  get cursorStyle() {
    return this.#stored.cursorStyle;
  }
  set cursorStyle(value: CursorStyle) {
    this.#change({ cursorStyle: value });
  }

  get cursorBlinks() {
    return this.#stored.cursorBlinks;
  }
  set cursorBlinks(value: boolean) {
    this.#change({ cursorBlinks: value });
  }

  /** Several lines that a program would take as typed, one after the other. */
  get asksBeforePaste() {
    return this.#stored.asksBeforePaste;
  }
  set asksBeforePaste(value: boolean) {
    this.#change({ asksBeforePaste: value });
  }

  get scrollbackLines() {
    return this.#stored.scrollbackLines;
  }
  set scrollbackLines(value: number) {
    this.#change({ scrollbackLines: value });
  }

  get renderer() {
    return this.#stored.renderer;
  }
  set renderer(value: Renderer) {
    this.#change({ renderer: value });
  }

  /** Lines of terminals end where a narrow screen does; else they go on, and the terminal moves sideways. */
  get wrapsToScreen() {
    return this.#stored.wrapsToScreen;
  }
  set wrapsToScreen(value: boolean) {
    this.#change({ wrapsToScreen: value });
  }

  get copyOnSelect() {
    return this.#stored.copyOnSelect;
  }
  set copyOnSelect(value: boolean) {
    this.#change({ copyOnSelect: value });
  }

  get screenReader() {
    return this.#stored.screenReader;
  }
  set screenReader(value: boolean) {
    this.#change({ screenReader: value });
  }

  get sendKey() {
    return this.#stored.sendKey;
  }
  set sendKey(value: SendKey) {
    this.#change({ sendKey: value });
  }

  /** Long lines of code are wrapped instead of scrolled. */
  get wrapCode() {
    return this.#stored.wrapCode;
  }
  set wrapCode(value: boolean) {
    this.#change({ wrapCode: value });
  }

  /** How a terminal is drawn, beside its colours. */
  get terminalLook() {
    const { fontSizePx, fontName, lineHeight, wrapsToScreen } = this.#stored;
    const { cursorStyle, cursorBlinks, scrollbackLines, screenReader } = this.#stored;
    return {
      ...{ fontSizePx, fontName, lineHeight, wrapsToScreen },
      ...{ cursorStyle, cursorBlinks, scrollbackLines, screenReader },
    };
  }

  #change(part: Partial<Stored>) {
    this.#stored = { ...this.#stored, ...part };
    try {
      this.#storage?.setItem(KEY, JSON.stringify(this.#stored));
    } catch {
      // Storage may be full or blocked: the choice then holds until the page is closed.
    }
  }
}

function read(storage: Storage | undefined, defaults: Stored): Stored {
  try {
    const value: unknown = JSON.parse(storage?.getItem(KEY) ?? "{}");
    if (typeof value !== "object" || value === null) return defaults;
    const stored = value as Partial<Stored>;
    const { fontSizePx, scrollbackLines, renderer, copyOnSelect, screenReader, sendKey, wrapCode } = stored;
    return {
      fontName: typeof stored.fontName === "string" ? plainFontName(stored.fontName) : "",
      lineHeight: within(stored.lineHeight, LINE_HEIGHT_MIN, LINE_HEIGHT_MAX) ?? defaults.lineHeight,
      cursorStyle: cursorStyles.find((style) => style === stored.cursorStyle) ?? defaults.cursorStyle,
      cursorBlinks: stored.cursorBlinks !== false,
      asksBeforePaste: stored.asksBeforePaste !== false,
      fontSizePx: within(fontSizePx, FONT_SIZE_MIN_PX, FONT_SIZE_MAX_PX) ?? defaults.fontSizePx,
      scrollbackLines: within(scrollbackLines, 0, scrollbackChoices[3]) ?? defaults.scrollbackLines,
      renderer: renderer === "dom" ? "dom" : "auto",
      wrapsToScreen: stored.wrapsToScreen !== false,
      copyOnSelect: copyOnSelect === true,
      screenReader: screenReader === true,
      sendKey: sendKey === "mod-enter" ? "mod-enter" : "enter",
      wrapCode: wrapCode === true,
    };
  } catch {
    return defaults;
  }
}

const within = (value: unknown, min: number, max: number) =>
  typeof value === "number" && value >= min && value <= max ? value : undefined;

/** It becomes part of a list of fonts, and must not end it. */
const plainFontName = (name: string) =>
  name
    .replaceAll(/["'`,;{}()<>\\\p{Cc}]/gu, "")
    .trim()
    .slice(0, FONT_NAME_LIMIT);
