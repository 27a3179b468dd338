/** A place in a file, as programs write it. */
export type PathWord = {
  /** Where it stands in the line, in characters. */
  readonly start: number;
  readonly end: number;
  readonly path: string;
  readonly line?: number;
};

/** So many of a line are looked at: a line of nothing but paths is no place to click. */
const WORDS_OF_A_LINE = 12;
const PATH_LIMIT = 512;

/** `src/a.ts:12:3`, `src/a.ts(12,3)`, `./a.ts`, `/tmp/a`, `File "a.py", line 12`: with a slash or an ending, and no address of the web. */
const word =
  /(?<![\w/.:@%+~-])((?:\.{1,2}\/|\/)?[\w.@+-][\w.@+~-]*(?:\/[\w.@+~-]+)*)(?:(?:", line |:|\()(\d{1,7})(?:[:,]\d{1,5})?\)?)?/g;
const hasEnding = /[^./]\.[A-Za-z][A-Za-z0-9]{0,7}$/;

/** What in a line may be the path of a file. Whether there is one is for others to say. */
export function pathWords(text: string): PathWord[] {
  const found: PathWord[] = [];
  for (const match of text.matchAll(word)) {
    if (found.length === WORDS_OF_A_LINE) break;
    const whole = match[0];
    // A full stop or a hyphen at the end belongs to the sentence.
    const path = (match[1] ?? "").replace(/[.-]+$/, "");
    if (path.length < 2 || path.length > PATH_LIMIT) continue;
    if (!path.includes("/") && !hasEnding.test(path)) continue;
    if (text.startsWith("//", match.index + path.length + 1)) continue; // https://…
    const line = match[2] === undefined ? undefined : Number(match[2]);
    const length = line === undefined ? path.length : whole.length;
    found.push({
      start: match.index,
      end: match.index + length,
      path,
      ...(line !== undefined && line > 0 && { line }),
    });
  }
  return found;
}

/** Where a path may lead to, below the workspace: from the folder that the session began in, then from the workspace's own. */
export function placesOf(
  path: string,
  { workspace, cwd }: { readonly workspace: string; readonly cwd: string | undefined },
): string[] {
  const root = workspace.replace(/\/+$/, "");
  const from = path.startsWith("/") ? [""] : [cwd ?? root, root];
  const places = from.flatMap((folder) => {
    const absolute = normal(`${folder}/${path}`);
    return absolute?.startsWith(`${root}/`) === true ? [absolute.slice(root.length + 1)] : [];
  });
  return [...new Set(places)];
}

function normal(path: string): string | undefined {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") {
      if (names.pop() === undefined) return undefined;
    } else if (name !== "" && name !== ".") names.push(name);
  }
  return `/${names.join("/")}`;
}
