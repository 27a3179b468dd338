import { innerCommands, readsCommands } from "./inner-commands.ts";

const DEPTH_LIMIT = 32;
const PART_LIMIT = 100_000;
const REDIRECT_LIMIT = 1000;
/** How many characters may be read, what is read again in another way included. */
const READ_LIMIT = 2_500_000;

/** One command as it would be run, without its quotes. */
export type ShellPart = {
  readonly words: readonly string[];
  /** One of several ways to understand it: a reason to deny or to ask, and never one to allow. */
  readonly isGuess: boolean;
};
export type Redirect = { readonly path: string; readonly isWrite: boolean };

/** A command while it is read. */
export type Draft = { words: { text: string; isQuoted: boolean }[]; data: string[] };

/** All that a command text would have a shell do, as far as can be seen. */
export class ShellReading {
  readonly #parts = new Map<string, ShellPart>();
  readonly #redirects = new Map<string, Redirect>();
  #read = 0;
  /** Why nothing in it is allowed by a pattern. */
  readonly troubles = new Set<string>();
  /** Whether a shell could run something that is not among the parts because it could not be read. */
  isComplete = true;
  /** What hides from it. */
  readonly hiding = new Set<string>();

  get parts(): Iterable<ShellPart> {
    return this.#parts.values();
  }

  get redirects(): Redirect[] {
    return [...this.#redirects.values()];
  }

  addRedirect(redirect: Redirect) {
    if (this.#redirects.size >= REDIRECT_LIMIT) return this.giveUp("it redirects too often");
    this.#redirects.set(`${redirect.isWrite} ${redirect.path}`, redirect);
  }

  /** What cannot be read to its end, so that even what is forbidden could hide in it. */
  giveUp(trouble: string) {
    this.troubles.add(trouble);
    this.hiding.add(trouble);
    this.isComplete = false;
  }

  /** True while there is room to look deeper, into so many characters. */
  mayEnter(depth: number, length: number): boolean {
    this.#read += length;
    if (depth <= DEPTH_LIMIT && this.#read <= READ_LIMIT) return true;
    this.giveUp(depth > DEPTH_LIMIT ? "it is nested too deeply" : "it is too long");
    return false;
  }

  /** Takes commands that are joined by pipes; `read` looks into code that one of them would run. */
  addPipeline(pipeline: readonly Draft[], depth: number, read: (code: string, depth: number) => void) {
    const data: string[] = [];
    for (const draft of pipeline) {
      const words = withoutKeywords(draft, this.troubles);
      data.push(...draft.data);
      if (words.length > 0) this.add({ words, isGuess: false }, depth, read);
      if (/^(echo|printf)$/.test(words[0] ?? ""))
        data.push(
          words
            .slice(1)
            .join(" ")
            .replace(/^(-\w+ )+/, ""),
          ...words.slice(1, 10),
        );
      // Each text is read once, however many shells there are.
      if (data.length > 0 && readsCommands(words)) for (const code of data.splice(0)) read(code, depth + 1);
    }
  }

  add(part: ShellPart, depth: number, read: (code: string, depth: number) => void) {
    const key = part.words.join("\0");
    const known = this.#parts.get(key);
    if (known && (!known.isGuess || part.isGuess)) return;
    if (this.#parts.size >= PART_LIMIT) return this.giveUp("it holds too many commands");
    this.#parts.set(key, part);
    if (!this.mayEnter(depth, depth === 0 ? 0 : key.length)) return;
    for (const inner of innerCommands(part.words)) {
      if ("trouble" in inner) {
        if (inner.isHiding) this.giveUp(inner.trouble);
        this.troubles.add(inner.trouble);
      } else if ("code" in inner) read(inner.code, depth + 1);
      else this.add(inner, depth + 1, read);
    }
  }
}

const SILENT = new Set(["{", "}", "!"]);
const CONTROL = new Set(
  "if then elif else fi for while until do done case esac select function coproc [[".split(" "),
);

/** The words of the command itself; `if`, `do`, `{` and such are the shell's. */
function withoutKeywords({ words }: Draft, troubles: Set<string>): string[] {
  let first = 0;
  for (; first < words.length; first += 1) {
    const word = words[first];
    if (!word || word.isQuoted) break;
    if (SILENT.has(word.text)) continue;
    if (!CONTROL.has(word.text)) break;
    troubles.add("it uses conditions, loops or functions of the shell");
    if (word.text === "function") first += 1;
  }
  return words.slice(first).map(({ text }) => text);
}
