import type { SessionEvent } from "@dispatch/protocol/events";
import type { TimelinePage } from "@dispatch/protocol/timeline";
import { failureOf } from "#lib/api/failure.ts";
import type { EventPages } from "./event-pages.ts";
import type { Stage } from "./stage.ts";
import { PAUSE_LEFT_MS, Timeline, type MarkGroup } from "./timeline.ts";

export const speeds = [0.5, 1, 2, 4, 8, 16] as const;
export type Speed = (typeof speeds)[number];

/** What is shown between two frames at most: more of a flood would keep the page from answering. */
const FRAME_BYTES = 512 * 1024;
/** A frame that comes later than this was held up, and nothing is to be made up for. */
const FRAME_LIMIT_MS = 250;

type Needs = {
  readonly stage: Stage;
  readonly pages: Pick<EventPages, "after">;
  readonly timeline: (after: number) => Promise<TimelinePage>;
  /** Resolves with the time of the next frame. */
  readonly frame: () => Promise<number>;
};

/** A recording that is played: where it is, how fast it goes, and what there is to jump to. */
export class Playback implements Disposable {
  readonly #needs: Needs;
  readonly #timeline = new Timeline();
  /** Counts the parts of the timeline that have come: what is read off it depends on that. */
  #parts = $state(0);
  #isReading = false;
  #beginAt: number | undefined;
  #wanted: number | undefined;
  #isSeeking = $state(false);
  /** Time that has been played towards the next event. */
  #towards = $state(0);
  /** The event that was played last, whose time is known exactly. */
  #played: SessionEvent | undefined;
  #isGone = false;

  seq = $state(0);
  isPlaying = $state(false);
  speed = $state<Speed>(1);
  skipsPauses = $state(true);
  group = $state<MarkGroup>("all");
  failure = $state<string>();

  readonly lastSeq = $derived.by(() => (void this.#parts, this.#timeline.lastSeq));
  readonly marks = $derived.by(() => (void this.#parts, [...this.#timeline.marks]));
  readonly length = $derived.by(() => (void this.#parts, this.#timeline.length(this.skipsPauses)));
  readonly position = $derived(Math.min(this.length, this.positionOf(this.seq) + this.#towards));
  readonly at = $derived.by(() => (void this.#parts, this.#timeline.timeOf(this.seq)));

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  get isSeeking() {
    return this.#isSeeking;
  }

  get isAtEnd() {
    return this.lastSeq > 0 && this.seq >= this.lastSeq;
  }

  positionOf(seq: number): number {
    void this.#parts;
    return this.#timeline.positionOf(seq, this.skipsPauses);
  }

  /** Begins at an event, else at the end of what there is. */
  open = (seq: number | undefined) => {
    this.#beginAt = seq;
    return this.readOn();
  };

  /** Reads what is not known yet of when things happened; also called when there is more of it. */
  readOn = async () => {
    if (this.#isReading || this.#isGone) return;
    this.#isReading = true;
    try {
      do {
        const before = this.#timeline.readTo;
        this.#timeline.add(await this.#needs.timeline(before));
        this.#parts += 1;
        if (this.seq === 0) this.seek(this.#beginAt ?? this.lastSeq);
        if (this.#timeline.readTo === before) break;
      } while (this.#timeline.readTo < this.#timeline.lastSeq && !this.#isGone);
    } catch (error) {
      this.failure = failureOf(error).detail;
    } finally {
      this.#isReading = false;
    }
  };

  toggle = () => {
    if (this.isPlaying) return this.pause();
    if (this.isAtEnd) this.seek(1);
    this.isPlaying = true;
    void this.#play();
  };

  pause = () => {
    this.isPlaying = false;
  };

  /** Goes to an event; of several wishes the last one counts. */
  seek = (seq: number) => {
    if (this.lastSeq === 0) return; // it is not known yet where that would be
    const to = Math.min(Math.max(1, seq), this.lastSeq);
    this.#wanted = to;
    this.#towards = 0;
    this.seq = to;
    if (!this.#isSeeking) void this.#seekOn();
  };

  seekTime = (position: number) => {
    const clamped = Math.min(Math.max(0, position), this.length);
    this.seek(this.#timeline.seqAt(clamped, this.skipsPauses));
  };

  skip = (ms: number) => {
    const to = this.position + ms;
    const before = this.seq;
    this.seekTime(to);
    // In the middle of a pause there is nothing new: at least one event on, or back.
    if (this.seq === before) this.seek(before + Math.sign(ms));
  };

  step = (events: number) => {
    this.pause();
    this.seek(this.seq + events);
  };

  jump = (direction: "next" | "previous") => {
    const mark = this.#timeline.markFrom(this.seq, direction, this.group);
    if (mark) this.seek(mark.seq);
  };

  faster = () => this.#changeSpeed(1);
  slower = () => this.#changeSpeed(-1);

  [Symbol.dispose]() {
    this.#isGone = true;
    this.isPlaying = false;
  }

  #changeSpeed(by: number) {
    this.speed = speeds[speeds.indexOf(this.speed) + by] ?? this.speed;
  }

  async #seekOn() {
    this.#isSeeking = true;
    try {
      while (this.#wanted !== undefined && !this.#isGone) {
        const to = this.#wanted;
        this.#wanted = undefined;
        await this.#needs.stage.seek(to);
        this.failure = undefined;
      }
    } catch (error) {
      this.pause();
      this.failure = failureOf(error).detail;
    } finally {
      this.#isSeeking = false;
    }
  }

  async #play() {
    const { frame, pages, stage } = this.#needs;
    try {
      for (let last = await frame(); this.isPlaying;) {
        const now = await frame();
        const passed = Math.min(now - last, FRAME_LIMIT_MS);
        last = now;
        if (this.#isSeeking || !this.isPlaying) continue;
        const from = this.seq;
        const events = await pages.after(from);
        if (events.length === 0) return this.pause();
        if (from !== this.seq || this.#isSeeking) continue;
        const due = this.#due(events, this.#towards + passed * this.speed);
        if (due.length === 0) continue;
        await stage.apply(due);
        this.#played = due.at(-1);
        // A seek that came meanwhile has the last word.
        if (!this.#isSeeking && this.seq === from) this.seq = due.at(-1)?.seq ?? from;
      }
    } catch (error) {
      this.pause();
      this.failure = failureOf(error).detail;
    }
  }

  /** The events that have their turn within the time; what is left of it goes towards the next one. */
  #due(events: readonly SessionEvent[], timeMs: number): readonly SessionEvent[] {
    let left = timeMs;
    let bytes = 0;
    const isPlayed = this.#played?.seq === this.seq;
    let at = (isPlayed ? this.#played?.at : this.#timeline.timeOf(this.seq)) ?? events[0]?.at ?? 0;
    let count = 0;
    for (const event of events) {
      const passed = Math.max(0, event.at - at);
      const gap = this.skipsPauses ? Math.min(passed, PAUSE_LEFT_MS) : passed;
      if (gap > left || bytes > FRAME_BYTES) break;
      left -= gap;
      at = event.at;
      bytes += event.channel === "terminal:output" ? event.payload.length : 0;
      count += 1;
    }
    this.#towards = count === events.length ? 0 : left;
    return events.slice(0, count);
  }
}

/** The next time that the page is drawn. */
export const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
