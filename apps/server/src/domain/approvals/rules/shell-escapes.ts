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
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|([^]))/g,
    (_, x?: string, u?: string, long?: string, octal?: string, other?: string) => {
      const hex = x ?? u ?? long;
      const code =
        hex !== undefined ? parseInt(hex, 16) : octal !== undefined ? parseInt(octal, 8) & 255 : undefined;
      if (code === undefined) return LETTERS[other ?? ""] ?? other ?? "";
      return code <= 0x10ffff ? String.fromCodePoint(code) : "";
    },
  );
}
