import { Transcript } from "@dispatch/protocol/agent/transcript";
import type { QueuedText, TranscriptItem, TranscriptPage } from "@dispatch/protocol/agent/transcript-item";
import type { SessionEvent } from "@dispatch/protocol/events";

/**
 * What is known of a conversation on one page: its newest part, which live events go on with, and the parts in front of it
 * that somebody has scrolled to. Parts are whole turns, so put together they are what the whole log reads like.
 */
export class Conversation {
  #newest: Transcript;
  #earlier: Transcript[] = [];
  #cursor: string | null;
  #items: readonly TranscriptItem[] | undefined;

  constructor(page: TranscriptPage) {
    this.#newest = Transcript.of(page);
    this.#cursor = page.nextCursor;
  }

  /** Everything up to this event is in it. */
  get lastSeq(): number {
    return this.#newest.lastSeq;
  }

  get queued(): readonly QueuedText[] {
    return this.#newest.queued;
  }

  /** Names the part in front of what is here; null where this is the beginning. */
  get cursor(): string | null {
    return this.#cursor;
  }

  /** The same array as long as nothing has changed. */
  get items(): readonly TranscriptItem[] {
    return (this.#items ??= [...this.#earlier.flatMap(({ items }) => items), ...this.#newest.items]);
  }

  apply(event: SessionEvent): void {
    this.#newest.apply(event);
    // What was left running in an earlier turn ends now.
    for (const part of this.#earlier) part.settle(event);
    this.#items = undefined;
  }

  /** Takes the part that `cursor` named. */
  prepend(page: TranscriptPage): void {
    this.#earlier = [Transcript.of(page), ...this.#earlier];
    this.#cursor = page.nextCursor;
    this.#items = undefined;
  }

  /** Lets go of what was said long ago: it can be had again. Keeps whole turns with at least so many items. */
  trim(keep: number): boolean {
    const { items } = this.#newest;
    const from = items.findLastIndex((item, at) => items.length - at >= keep && beginsAnew(item));
    const first = items[from];
    if (from <= 0 || !first) return this.#dropEarlier();
    this.#newest = Transcript.of({ ...this.#newest.state, items: items.slice(from) });
    this.#earlier = [];
    this.#cursor = String(first.seq);
    this.#items = undefined;
    return true;
  }

  #dropEarlier(): boolean {
    const first = this.#newest.items[0];
    if (this.#earlier.length === 0 || !first) return false;
    this.#earlier = [];
    this.#cursor = String(first.seq);
    this.#items = undefined;
    return true;
  }
}

/** Parts may begin here, as the server's do. */
const beginsAnew = (item: TranscriptItem) =>
  item.type === "message"
    ? item.role === "user" && item.isSteering !== true
    : item.type === "turn" && item.messageIds.length === 0;
