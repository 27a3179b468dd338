import { lstat, readFile, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { Problem } from "@dispatch/protocol/problems";
import type { LinePlace, LineSpot } from "@dispatch/protocol/review";
import type { ErrandHandler } from "../errand.ts";
import { Repository } from "./repository.ts";

const AROUND = 3;
const FILE_LIMIT_BYTES = 8 * 1024 * 1024;
const LINE_LIMIT_CHARACTERS = 1_000;

/** Lines of a file and those around them. */
export const lines: ErrandHandler<"git.lines"> = async ({ base, spot }, errand) => {
  const repository = await Repository.open(errand);
  const text = await linesOf(repository, spot, base);
  const { path, side, line, lines: count = 1 } = spot;
  const last = line + count - 1;
  if (!text || text.length < last)
    throw new Problem(
      "line-not-found",
      { path, line: last },
      `${path} has no line ${last} ${side === "old" ? "in the base" : "now"}. Load the diff again.`,
    );
  const content = text.slice(line - 1, last).join("\n");
  return { path, side, line, content, ...around(text, line - 1, count) };
};

/** Where lines are now: where they were, or where the same line stands among most of its neighbours. */
export const locate: ErrandHandler<"git.locate"> = async ({ base, places }, errand) => {
  const repository = await Repository.open(errand);
  const read = new Map<string, Promise<string[] | undefined>>();
  const textOf = (place: LinePlace) => {
    const key = `${place.side}\0${place.path}`;
    const text = read.get(key) ?? linesOf(repository, place, base);
    read.set(key, text);
    return text;
  };
  const items = [];
  for (const place of places) {
    const text = await textOf(place);
    const line = text && findLine(text, place);
    items.push(line === undefined ? {} : { line });
  }
  return { items };
};

/** Counted from 1. A line that stands in several places is taken where its neighbours fit, then where it is nearest. */
export function findLine(
  text: readonly string[],
  place: Omit<LinePlace, "path" | "side">,
): number | undefined {
  let best: { line: number; fit: number; far: number } | undefined;
  const wanted = place.content.split("\n");
  for (const index of text.keys()) {
    if (!wanted.every((content, further) => text[index + further] === content)) continue;
    const here = around(text, index, wanted.length);
    const fit = alike(here.before.toReversed(), place.before.toReversed()) + alike(here.after, place.after);
    const far = Math.abs(index + 1 - place.line);
    if (!best || fit > best.fit || (fit === best.fit && far < best.far)) best = { line: index + 1, fit, far };
  }
  // An empty line or a lone bracket is everywhere: it is the same one only among the same neighbours.
  const isTelling = /[\p{L}\p{N}]/u.test(place.content);
  return best && (isTelling || best.fit > 0 || best.far === 0) ? best.line : undefined;
}

/** How many of the nearest neighbours are the same. */
function alike(some: readonly string[], others: readonly string[]): number {
  const end = some.findIndex((text, index) => text !== others[index]);
  return end < 0 ? Math.min(some.length, others.length) : end;
}

const around = (text: readonly string[], index: number, count: number) => ({
  before: text.slice(Math.max(0, index - AROUND), index),
  after: text.slice(index + count, index + count + AROUND),
});

async function linesOf(
  repository: Repository,
  spot: LineSpot,
  base: string | undefined,
): Promise<string[] | undefined> {
  const bytes =
    spot.side === "new" ? await fileNow(repository, spot.path) : await fileIn(repository, spot.path, base);
  if (!bytes) return undefined;
  const text = bytes
    .toString("utf8")
    .split("\n")
    .map((line) => line.slice(0, LINE_LIMIT_CHARACTERS));
  if (text.at(-1) === "") text.pop();
  return text;
}

/** Nothing that a link leads to: git does not follow them either. */
async function fileNow({ folder }: Repository, path: string) {
  const whole = join(folder, path);
  const real = await realpath(whole).catch(() => undefined);
  const stat = await lstat(whole).catch(() => undefined);
  if (real !== whole || !whole.startsWith(folder + sep) || !stat?.isFile() || stat.size > FILE_LIMIT_BYTES)
    return undefined;
  return readFile(whole);
}

async function fileIn(repository: Repository, path: string, base: string | undefined) {
  const commit = base ?? (await repository.commitOf("HEAD"));
  if (commit === undefined) return undefined;
  const { code, stdout, isCut } = await repository.look(["cat-file", "blob", `${commit}:${path}`], {
    answers: [128],
    limitBytes: FILE_LIMIT_BYTES,
  });
  return code === 0 && !isCut ? stdout : undefined;
}
