import { highlight, type CodePiece } from "#lib/agent/highlight.ts";
import { linesOfPieces } from "./line-segments.ts";

const byExtension: Readonly<Record<string, string>> = {
  bash: "bash",
  c: "c",
  cc: "cpp",
  cjs: "javascript",
  cpp: "cpp",
  cs: "csharp",
  css: "css",
  cts: "typescript",
  go: "go",
  graphql: "graphql",
  h: "c",
  hpp: "cpp",
  htm: "xml",
  html: "xml",
  ini: "ini",
  java: "java",
  js: "javascript",
  json: "json",
  jsonc: "json",
  jsx: "javascript",
  kt: "kotlin",
  less: "less",
  lua: "lua",
  m: "objectivec",
  md: "markdown",
  mjs: "javascript",
  mk: "makefile",
  mts: "typescript",
  php: "php",
  pl: "perl",
  py: "python",
  r: "r",
  rb: "ruby",
  rs: "rust",
  scss: "scss",
  sh: "bash",
  sql: "sql",
  svelte: "xml",
  svg: "xml",
  swift: "swift",
  toml: "ini",
  ts: "typescript",
  tsx: "typescript",
  vue: "xml",
  xml: "xml",
  yaml: "yaml",
  yml: "yaml",
  zsh: "bash",
};
const byName: Readonly<Record<string, string>> = { makefile: "makefile", dockerfile: "bash" };

/** What a file is written in, as far as it can be coloured. */
function languageOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return byName[name] ?? byExtension[name.slice(name.lastIndexOf(".") + 1)];
}

/** Lines coloured at once: enough for what is open above to be known, and done between two frames. */
const LINES_AT_ONCE = 250;

/** Colours lines of one side of a file when they come into view. */
export class LineColours {
  readonly #language: string | undefined;
  readonly #lines: readonly { readonly number: number; readonly text: string }[];
  readonly #place = new Map<number, number>();
  readonly #parts = new Map<number, readonly (readonly CodePiece[])[] | undefined>();

  constructor(path: string, lines: readonly { readonly number: number; readonly text: string }[]) {
    this.#language = languageOf(path);
    this.#lines = lines;
    for (const [index, { number }] of lines.entries()) this.#place.set(number, index);
  }

  of(number: number): readonly CodePiece[] | undefined {
    const place = this.#place.get(number);
    if (place === undefined || this.#language === undefined) return undefined;
    const part = Math.floor(place / LINES_AT_ONCE);
    if (!this.#parts.has(part)) this.#parts.set(part, this.#colour(part, this.#language));
    return this.#parts.get(part)?.[place % LINES_AT_ONCE];
  }

  #colour(part: number, language: string) {
    const lines = this.#lines.slice(part * LINES_AT_ONCE, (part + 1) * LINES_AT_ONCE);
    const pieces = highlight(lines.map(({ text }) => text).join("\n"), language);
    return pieces && linesOfPieces(pieces);
  }
}
