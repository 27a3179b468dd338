const LETTERS: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  v: "\v",
};

/** What stands between the quotes of `$'…'`. */
export function unescaped(text: string): string {
  const found = text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|([^]))/g,
    (_, x?: string, u?: string, long?: string, octal?: string, other?: string) => {
      const hex = x ?? u ?? long;
      const code =
        hex !== undefined ? parseInt(hex, 16) : octal !== undefined ? parseInt(octal, 8) & 255 : undefined;
      if (code === undefined) return LETTERS[other ?? ""] ?? other ?? "";
      return code <= 0x10ffff ? String.fromCodePoint(code) : "";
    },
  );
  // A NUL ends it.
  return found.replace(/\0[^]*/, "");
}

/** Where the parenthesis at `from` closes; clear, if there was nothing between that could hide another one. */
export function closingParenthesis(text: string, from: number): { end: number; isClear: boolean } {
  let isClear = true;
  for (let [end, depth] = [from, 0]; end < text.length; end += 1) {
    const char = text[end] ?? "";
    if ("'\"`\\#".includes(char)) isClear = false;
    if (char === "(") depth += 1;
    if (char === ")") depth -= 1;
    if (depth === 0) return { end, isClear };
  }
  return { end: text.length, isClear: false };
}

/** A line of a here-document; unless it is quoted, a backslash at its end joins it with the one below. */
export function lineAt(text: string, from: number, isQuoted: boolean): { line: string; next: number } {
  let [line, next] = ["", from];
  for (;;) {
    const found = text.indexOf("\n", next);
    const piece = text.slice(next, found < 0 ? undefined : found);
    next = found < 0 ? text.length : found + 1;
    let end = piece.length;
    while (piece[end - 1] === "\\") end -= 1;
    if (isQuoted || found < 0 || (piece.length - end) % 2 === 0) return { line: line + piece, next };
    line += piece.slice(0, -1);
  }
}
