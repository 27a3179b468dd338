/** Paths are relative to the workspace, with `/` between names; the workspace itself is the empty path. */
export const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

export const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf("/")));

export const joined = (folder: string, name: string) => (folder === "" ? name : `${folder}/${name}`);

export const isWithin = (path: string, folder: string) =>
  folder === "" || path === folder || path.startsWith(`${folder}/`);

/** The folders that a path lies in, the outermost first; without the workspace itself. */
export function foldersOf(path: string): string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}

/** Another name beside what is there: `notes copy.txt`, `notes copy 2.txt`. */
export function copyName(name: string, taken: ReadonlySet<string>, word: string): string {
  const dot = name.lastIndexOf(".");
  const end = dot > 0 ? dot : name.length;
  for (let number = 1; ; number++) {
    const copy = `${name.slice(0, end)} ${word}${number === 1 ? "" : ` ${number}`}${name.slice(end)}`;
    if (!taken.has(copy)) return copy;
  }
}

/** What a person typed as a place: no blanks around it, no slash at its ends. */
export const tidyPath = (typed: string) => typed.trim().replaceAll(/^\/+|\/+$/g, "");

/** Why a name cannot be one; undefined where it can. */
export function nameTrouble(name: string, taken: ReadonlySet<string>): "empty" | "odd" | "taken" | undefined {
  if (name.trim() === "") return "empty";
  if (name === "." || name === ".." || name.includes("\0")) return "odd";
  return taken.has(name) ? "taken" : undefined;
}

/** A file and a line of it as one text, the way an address has it: `src/main.ts#L12`. */
export const placeText = (path: string, line: number | undefined) =>
  line === undefined ? path : `${path}#L${line}`;

export function placeOf(text: string): { readonly path: string; readonly line?: number } {
  const [, path = text, line] = /^(.*?)(?:#L(\d{1,9}))?$/s.exec(text) ?? [];
  return line === undefined ? { path } : { path, line: Number(line) };
}
