import { Transcript } from "@dispatch/protocol/agent/transcript";
import type {
  TranscriptItem,
  TranscriptNode,
  TranscriptState,
} from "@dispatch/protocol/agent/transcript-item";
import type { SessionEvent } from "@dispatch/protocol/events";
import { shownNodes } from "#lib/agent/shown-items.ts";
import type { EventPages } from "./event-pages.ts";
import type { Stage } from "./stage.ts";

/** How it was is kept so often: going back then takes less than this many events. */
const CHECKPOINT_EVERY_EVENTS = 250;

/** A conversation as it was at an event. */
export class AgentStage implements Stage {
  readonly #pages: Pick<EventPages, "after">;
  #transcript = new Transcript();
  readonly #checkpoints: TranscriptState[] = [];
  #items = $state.raw<readonly TranscriptItem[]>([]);
  readonly nodes: readonly TranscriptNode[] = $derived(shownNodes(this.#items));

  constructor(pages: Pick<EventPages, "after">) {
    this.#pages = pages;
  }

  get seq(): number {
    return this.#transcript.lastSeq;
  }

  async seek(seq: number): Promise<void> {
    const kept = this.#checkpoints.findLast(({ lastSeq }) => lastSeq <= seq);
    if (seq < this.seq || (kept?.lastSeq ?? 0) > this.seq)
      this.#transcript = kept ? Transcript.of(kept) : new Transcript();
    while (this.seq < seq) {
      const events = (await this.#pages.after(this.seq)).filter((event) => event.seq <= seq);
      if (events.length === 0) break;
      this.#take(events);
    }
    this.#items = [...this.#transcript.items];
  }

  apply(events: readonly SessionEvent[]): Promise<void> {
    this.#take(events);
    this.#items = [...this.#transcript.items];
    return Promise.resolve();
  }

  #take(events: readonly SessionEvent[]): void {
    for (const event of events) {
      this.#transcript.apply(event);
      const last = this.#checkpoints.at(-1)?.lastSeq ?? 0;
      if (event.seq - last >= CHECKPOINT_EVERY_EVENTS) this.#checkpoints.push(this.#transcript.state);
    }
  }
}
