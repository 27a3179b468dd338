import headless from "@xterm/headless";
import unicode11 from "@xterm/addon-unicode11";
import type { IBufferCell, Terminal } from "@xterm/headless";

// The public API of the headless terminal does not say where its parser stands, how it saved its cursor or which
// region scrolls. What is read beyond that API is named here and nowhere else; the tests of the restore string fail
// when an update of the library moves any of it.

/** A cell's looks, as the buffer holds them: two packed numbers, and a third part for what is rare. */
export type Look = {
  readonly fg: number;
  readonly bg: number;
  readonly extended: { readonly _ext: number; readonly underlineColor: number; readonly urlId: number };
};

/** Glyphs that stand in for ASCII characters; none means plain ASCII. */
export type Charset = { readonly [character: string]: string } | null | undefined;

type InnerBuffer = {
  readonly x: number;
  readonly y: number;
  readonly ybase: number;
  readonly savedX: number;
  readonly savedY: number;
  readonly savedCurAttrData: Look;
  readonly savedCharset: Charset;
  readonly scrollTop: number;
  readonly scrollBottom: number;
  readonly tabs: { readonly [column: number]: boolean | undefined };
};

export type Internals = {
  writeSync(data: string | Uint8Array): void;
  readonly coreService: {
    readonly isCursorHidden: boolean;
    readonly decPrivateModes: {
      readonly cursorStyle?: "block" | "underline" | "bar";
      readonly cursorBlink?: boolean;
    };
  };
  readonly coreMouseService: { readonly activeEncoding: string };
  readonly optionsService: {
    readonly rawOptions: { readonly convertEol: boolean; readonly cursorBlink: boolean };
  };
  readonly buffers: { readonly normal: InnerBuffer; readonly alt: InnerBuffer; readonly active: InnerBuffer };
  readonly _charsetService: {
    readonly charset: Charset;
    readonly glevel: number;
    readonly _charsets: readonly Charset[];
  };
  readonly _oscLinkService: {
    getLinkData(id: number): { readonly id?: string; readonly uri: string } | undefined;
  };
  readonly _inputHandler: {
    readonly _curAttrData: Look;
    readonly _parser: { readonly currentState: number; readonly precedingJoinState: number };
  };
};

export type Cell = IBufferCell & Look & { readonly isCombined: () => number };

export const internalsOf = (terminal: Terminal): Internals =>
  (terminal as unknown as { _core: Internals })._core;

/** An empty terminal without a window. What it would answer to queries has no listener and goes nowhere. */
export function headlessTerminal(cols: number, rows: number, scrollback: number): Terminal {
  const terminal = new headless.Terminal({ cols, rows, scrollback, allowProposedApi: true, logLevel: "off" });
  terminal.loadAddon(new unicode11.Unicode11Addon());
  terminal.unicode.activeVersion = "11"; // the widths that the browser's terminal uses
  return terminal;
}

const GROUND = 0;

/** Whether the parser stands outside every escape sequence. */
export const isGround = (core: Internals) => core._inputHandler._parser.currentState === GROUND;
