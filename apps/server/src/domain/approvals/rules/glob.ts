const ANY = -1;
const ONE = -2;

/** A pattern, one number for each step: a UTF-16 unit, `ANY` or `ONE`. */
export type Glob = readonly number[];
/** A pattern of words or path segments; `many` stands for any number of them. */
export type Token = Glob | "many";

/** How many steps may be spent on one call, about a tenth of a second; what is left over is not judged. */
const STEP_LIMIT = 20_000_000;

/** Counts what matching costs, so that no call and no rule can hold the server up. */
export class Budget {
  #left = STEP_LIMIT;

  get isSpent() {
    return this.#left < 0;
  }

  /** False once there is nothing left. */
  spend(steps = 1): boolean {
    this.#left -= steps;
    return this.#left >= 0;
  }
}

/** `*` is any text, `\*` a star; `?` is any one character only `withOne`. A backslash before anything else is itself. */
export function compileGlob(pattern: string, withOne = false): Glob {
  const glob: number[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const [char, next] = [pattern[at], pattern[at + 1]];
    if (char === "\\" && next !== undefined && "*?\\{".includes(next)) {
      at += 1;
      glob.push(next.charCodeAt(0));
    } else if (char === "*") {
      if (glob.at(-1) !== ANY) glob.push(ANY);
    } else glob.push(char === "?" && withOne ? ONE : pattern.charCodeAt(at));
  }
  return glob;
}

/** The one text that a pattern stands for, if it stands for one only. */
export function literalOf(glob: Glob): string | undefined {
  return glob.some((step) => step < 0) ? undefined : String.fromCharCode(...glob);
}

/** A pattern that stands for exactly this text. */
export const escapeGlob = (text: string) => text.replace(/[\\*]/g, "\\$&");

/** Two pointers and the last star: at worst the product of both lengths, and never more than the budget. */
export function matchesText(glob: Glob, text: string, budget: Budget): boolean {
  return matches(glob, text.length, {
    isMany: (step) => step === ANY,
    fits: (step, at) => step === ONE || step === text.charCodeAt(at),
    budget,
  });
}

/** The same over whole words or segments. */
export function matchesTokens(tokens: readonly Token[], texts: readonly string[], budget: Budget): boolean {
  return matches(tokens, texts.length, {
    isMany: (token) => token === "many",
    fits: (token, at) => matchesText(token as Glob, texts[at] ?? "", budget),
    budget,
  });
}

type Matching<T> = {
  readonly isMany: (step: T) => boolean;
  readonly fits: (step: T, at: number) => boolean;
  readonly budget: Budget;
};

function matches<T>(pattern: readonly T[], length: number, { isMany, fits, budget }: Matching<T>): boolean {
  let [at, step] = [0, 0];
  let [star, starAt] = [-1, 0];
  while (at < length) {
    if (!budget.spend()) return false;
    const wanted = pattern[step];
    if (wanted !== undefined && isMany(wanted)) {
      [star, starAt] = [step, at];
      step += 1;
    } else if (wanted !== undefined && fits(wanted, at)) {
      at += 1;
      step += 1;
    } else if (star >= 0) {
      // The last star takes one more; an earlier one could only find what this one finds too.
      starAt += 1;
      at = starAt;
      step = star + 1;
    } else return false;
  }
  return pattern.slice(step).every(isMany);
}
