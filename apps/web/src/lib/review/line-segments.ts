import { diffWordsWithSpace } from "diff";
import type { CodePiece } from "#lib/agent/highlight.ts";

export type Segment = { readonly text: string; readonly kind: string; readonly isChanged: boolean };
/** From a character up to another, this one left out. */
type Range = readonly [number, number];

/** Words of longer lines are not compared: nobody reads them, and it takes long. */
const WORDS_LIMIT_CHARACTERS = 1_000;
/** Lines that have less than this in common were not changed but replaced. */
const ALIKE = 0.35;

/** Where `text` differs from `other`, by words; nothing where little is the same. */
export function changedWords(text: string, other: string | undefined): readonly Range[] {
  if (other === undefined || Math.max(text.length, other.length) > WORDS_LIMIT_CHARACTERS) return [];
  const ranges: Range[] = [];
  let at = 0;
  let same = 0;
  for (const { value, added, removed } of diffWordsWithSpace(other, text)) {
    if (removed) continue;
    if (added) ranges.push([at, at + value.length]);
    else same += value.trim().length;
    at += value.length;
  }
  const length = Math.max(text.trim().length, other.trim().length);
  return same < length * ALIKE ? [] : ranges;
}

/** A line cut wherever its colour changes or a changed word begins or ends. */
export function segmentsOf(
  text: string,
  pieces: readonly CodePiece[] | undefined,
  changes: readonly Range[],
): readonly Segment[] {
  const coloured = pieces ?? [{ text, kind: "" }];
  const segments: Segment[] = [];
  let at = 0;
  for (const { text: whole, kind } of coloured) {
    const end = at + whole.length;
    const cuts = changes.flat().filter((cut) => cut > at && cut < end);
    for (const to of [...cuts, end]) {
      if (to === at) continue;
      const isChanged = changes.some(([from, until]) => from <= at && at < until);
      segments.push({ text: text.slice(at, to), kind, isChanged });
      at = to;
    }
  }
  return segments;
}

/** Coloured code, line by line. */
export function linesOfPieces(pieces: readonly CodePiece[]): readonly (readonly CodePiece[])[] {
  const lines: CodePiece[][] = [[]];
  for (const { text, kind } of pieces)
    for (const [index, part] of text.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ text: part, kind });
    }
  return lines;
}
