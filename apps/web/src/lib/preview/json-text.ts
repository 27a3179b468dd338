/** Deeper than this nobody sees how deep. */
const INDENTED_DEPTH = 40;
const LIMIT_CHARACTERS = 4_000_000;

/** JSON with a line for each value; every value stays as it is written, where a number read and written again may not. */
export function formattedJson(text: string): string {
  JSON.parse(text); // what is no JSON is said to be none
  let depth = 0;
  let out = "";
  const line = () => `\n${"  ".repeat(Math.min(depth, INDENTED_DEPTH))}`;
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g) ?? [];
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token === "{" || token === "[") {
      out += token;
      if (next === "}" || next === "]") continue;
      depth += 1;
      out += line();
    } else if (token === "}" || token === "]") {
      const before = tokens[index - 1];
      if (before !== "{" && before !== "[") {
        depth -= 1;
        out += line();
      }
      out += token;
    } else if (token === ",") out += token + line();
    else out += token === ":" ? ": " : token;
    // Somebody nested brackets to make a page of it that no browser has room for.
    if (out.length > LIMIT_CHARACTERS) return text;
  }
  return out;
}
