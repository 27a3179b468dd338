import { posix } from "node:path";
import { type Budget, type Token, compileGlob, matchesTokens } from "./glob.ts";

/** Longer than any path that a system takes. */
const PATH_LIMIT = 4096;

/** A path as a rule sees it. */
export type Place = {
  readonly path: string;
  /** From the workspace's folder; absent where it lies outside or nobody knows. */
  readonly inside?: string;
  /** From the root; absent where nobody knows the workspace's folder. */
  readonly absolute?: string;
  readonly isClear: boolean;
};

/** Where a path leads, by its letters alone: what links do cannot be known here. */
export function placeOf(path: string, cwd: string | undefined): Place {
  if (path.length > PATH_LIMIT || /\p{Cc}/u.test(path) || path === "" || path.startsWith("~"))
    return { path, isClear: false };
  const root = cwd?.startsWith("/") ? posix.normalize(`${cwd}/`) : undefined;
  const isAbsolute = path.startsWith("/");
  const absolute = isAbsolute ? posix.normalize(path) : root && posix.join(root, path);
  if (absolute === undefined) {
    const inside = posix.normalize(path);
    return inside === ".." || inside.startsWith("../")
      ? { path, isClear: true }
      : { path, inside, isClear: true };
  }
  const isInside = root !== undefined && `${absolute}/`.startsWith(root);
  return {
    path,
    absolute,
    isClear: true,
    ...(isInside ? { inside: absolute.slice(root.length) || "." } : {}),
  };
}

export type PathPattern = {
  readonly isAbsolute: boolean;
  readonly tokens: readonly Token[];
  readonly literal: string;
};

export function compilePath(pattern: string): PathPattern {
  const path = (pattern.endsWith("/") ? `${pattern}**` : pattern).replace(/^(\.\/+)+/, "");
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  const firstWild = segments.findIndex((segment) => /[*?]/.test(segment));
  return {
    isAbsolute: path.startsWith("/"),
    tokens: segments.map((segment) => (segment === "**" ? "many" : compileGlob(segment, true))),
    literal: segments.slice(0, firstWild < 0 ? undefined : firstWild).join("/"),
  };
}

/** Whether a rule that allows may speak of this path: exactly where it leads, and nowhere else. */
export function allowsPath(pattern: PathPattern, place: Place, budget: Budget): boolean {
  if (!place.isClear) return false;
  const path = pattern.isAbsolute ? place.absolute : place.inside;
  if (path === undefined) return false;
  const segments = segmentsOf(path);
  const named = pattern.tokens.filter((token) => token !== "many").length;
  // `src/**` speaks of what lies in the folder and not of the folder.
  if (pattern.tokens.at(-1) === "many" && segments.length <= named) return false;
  return matchesTokens(pattern.tokens, segments, budget);
}

/** Whether a rule that forbids or asks speaks of this path, in any of its forms, or of what lies in it where that goes too. */
export function concernsPath(
  pattern: PathPattern,
  place: Place,
  how: { budget: Budget; isWhole: boolean },
): boolean {
  const { path, absolute, inside } = place;
  const forms = new Set([absolute, inside, posix.normalize(path.slice(0, PATH_LIMIT))]);
  for (const form of forms) {
    if (form === undefined) continue;
    const segments = segmentsOf(form);
    if (pattern.isAbsolute && !form.startsWith("/")) continue;
    if (matchesTokens(pattern.tokens, segments, how.budget)) return true;
    // Where the workspace lies is not known: it may be any folder on the way.
    if (absolute === form && inside === undefined && !pattern.isAbsolute)
      if (matchesTokens(["many", ...pattern.tokens], segments, how.budget)) return true;
    if (how.isWhole && `${pattern.literal}/`.startsWith(form === "." ? "" : `${segments.join("/")}/`))
      return true;
  }
  return false;
}

const segmentsOf = (path: string) => path.split("/").filter((segment) => segment !== "" && segment !== ".");
