import type { Mark, MarkType, TimelinePage } from "@dispatch/protocol/timeline";

/** Of a longer pause so much is left where pauses are skipped. */
export const PAUSE_LEFT_MS = 1_000;

/** What one jumps between. */
export const markGroups = ["all", "prompts", "commands", "errors"] as const;
export type MarkGroup = (typeof markGroups)[number];

const prompts: readonly MarkType[] = ["prompt", "message"];
const commands: readonly MarkType[] = ["command", "tool"];

export function isIn(group: MarkGroup, { type, isError }: Mark): boolean {
  if (group === "prompts") return prompts.includes(type);
  if (group === "commands") return commands.includes(type);
  return group === "all" || isError === true;
}

/** When a session's events happened, with or without its pauses, as far as that is known yet. */
export class Timeline {
  readonly #seqs: number[] = [];
  readonly #ats: number[] = [];
  /** Time from the first event on, of which pauses are shortened. */
  readonly #active: number[] = [];
  readonly #marks: Mark[] = [];
  #lastSeq = 0;
  #readTo = 0;

  /** Takes the next part. */
  add({ times, marks, lastSeq, nextCursor }: TimelinePage): void {
    for (const [seq, at] of times) {
      const last = this.#seqs.length - 1;
      const before = this.#seqs[last];
      if (before !== undefined && seq <= before) continue;
      const passed = Math.max(0, at - (this.#ats[last] ?? at));
      this.#seqs.push(seq);
      this.#ats.push(at);
      this.#active.push((this.#active[last] ?? 0) + Math.min(passed, PAUSE_LEFT_MS));
    }
    this.#marks.push(...marks);
    this.#lastSeq = Math.max(this.#lastSeq, lastSeq);
    this.#readTo = nextCursor === null ? lastSeq : Number(nextCursor);
  }

  /** The last event of the session, known or not. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Up to here it is known; the `after` of the next part. */
  get readTo(): number {
    return this.#readTo;
  }

  get marks(): readonly Mark[] {
    return this.#marks;
  }

  length(skipsPauses: boolean): number {
    const axis = this.#axis(skipsPauses);
    return (axis.at(-1) ?? 0) - (axis[0] ?? 0);
  }

  /** Milliseconds from the beginning to an event. */
  positionOf(seq: number, skipsPauses: boolean): number {
    const axis = this.#axis(skipsPauses);
    return between(this.#seqs, axis, seq) - (axis[0] ?? 0);
  }

  /** The last event that has happened by then. */
  seqAt(position: number, skipsPauses: boolean): number {
    const axis = this.#axis(skipsPauses);
    if (this.#seqs.length === 0) return 1;
    return Math.floor(between(axis, this.#seqs, position + (axis[0] ?? 0)) + 1e-6);
  }

  /** When an event happened, to about a second. */
  timeOf(seq: number): number | undefined {
    return this.#seqs.length === 0 ? undefined : between(this.#seqs, this.#ats, seq);
  }

  /** The nearest mark of a group behind an event, or before it. */
  markFrom(seq: number, direction: "next" | "previous", group: MarkGroup): Mark | undefined {
    return direction === "next"
      ? this.#marks.find((mark) => mark.seq > seq && isIn(group, mark))
      : this.#marks.findLast((mark) => mark.seq < seq && isIn(group, mark));
  }

  #axis(skipsPauses: boolean): readonly number[] {
    return skipsPauses ? this.#active : this.#ats;
  }
}

/** Reads a value off a line through points that never go down; of points on one spot the last counts. */
function between(from: readonly number[], to: readonly number[], value: number): number {
  let low = 0;
  let high = from.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((from[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  const start = from[low] ?? 0;
  const end = from[low + 1];
  const result = to[low] ?? 0;
  if (end === undefined || value <= start || end === start) return result;
  return result + ((value - start) / (end - start)) * ((to[low + 1] ?? result) - result);
}
