import type { TranscriptNode } from "@dispatch/protocol/agent/transcript-item";
import { createContext } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import type { AgentSession } from "#lib/state/agent-session.svelte.ts";
import { VirtualRows } from "#lib/state/virtual-rows.svelte.ts";
import { pathTo, turnsOf } from "./turns.ts";

/** As high as most things that an agent does, until they are measured. */
const ESTIMATE_PX = 64;
const GAP_PX = 12;
/** Room for what is told above the first row and below the last. */
const PADDING = { startPx: 52, endPx: 44 };
const END_PX = 48;
/** Earlier parts are asked for so far before their place is reached that nobody waits. */
const PREFETCH_PX = 1_800;
/** What somebody was led to is marked for as long as it takes to see it. */
const MARKED_MS = 2_400;

/** Where somebody reads in a conversation, and the ways to get elsewhere in it. */
export class Reader {
  readonly agent: AgentSession;
  readonly rows = new VirtualRows({
    estimatePx: ESTIMATE_PX,
    gapPx: GAP_PX,
    padding: PADDING,
    endPx: END_PX,
  });
  /** What was opened and closed by hand; it stays so when it comes back into view. */
  readonly #folds = new SvelteMap<string, boolean>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  hasUnread = $state(false);
  /** The item that somebody was led to. */
  marked = $state<number>();
  isSeeking = $state(false);
  readonly turns = $derived.by(() => turnsOf(this.agent.nodes));

  constructor(agent: AgentSession) {
    this.agent = agent;
  }

  get nodes(): readonly TranscriptNode[] {
    return this.agent.nodes;
  }

  isOpen = (fold: string) => this.#folds.get(fold);
  fold = (name: string, isOpen: boolean) => {
    this.rows.holdStill();
    this.#folds.set(name, isOpen);
  };

  /** Reads on where it comes near the beginning of what is here. */
  readAhead = () => {
    const { rows } = this;
    const isNear = rows.offsetPx < PREFETCH_PX && !(rows.isAtEnd && rows.totalPx > 2 * rows.viewPx);
    if (isNear && this.agent.hasEarlier && !this.agent.isLoadingEarlier)
      void this.agent.showEarlier().catch(() => undefined);
  };

  toEnd = () => {
    this.hasUnread = false;
    this.agent.forget();
    this.rows.toEnd();
  };

  /** To the turn before the one that is being read, or behind it. */
  step = async (by: 1 | -1) => {
    const first = this.rows.firstKey ?? 0;
    const seqs = this.turns.map(({ seq }) => seq);
    if (by === 1) {
      const next = seqs.find((seq) => seq > first);
      return next === undefined ? this.toEnd() : this.to(next);
    }
    if (!seqs.some((seq) => seq < first)) await this.agent.showEarlier().catch(() => undefined);
    const before = this.turns.findLast(({ seq }) => seq < first);
    if (before) await this.to(before.seq);
  };

  /** Resolves with whether it is there. What is far back is read first. */
  to = async (seq: number): Promise<boolean> => {
    if (!(await this.#reach(seq))) return false;
    const path = pathTo(this.nodes, seq);
    const [root] = path;
    if (!root) return false;
    for (const { item } of path) this.#folds.set(`${item.seq}`, true);
    // Whoever was led somewhere reads there: what is said meanwhile does not take them away.
    this.rows.toKey(root.item.seq, "start");
    this.#mark(path.at(-1)?.item.seq ?? seq);
    return true;
  };

  /** The first one that says this to somebody who listens. */
  async #reach(seq: number): Promise<boolean> {
    this.isSeeking = true;
    try {
      while (this.agent.hasEarlier && seq < (this.agent.items[0]?.seq ?? 0))
        await this.agent.showEarlier(true);
      return this.agent.items.length > 0;
    } catch {
      return false;
    } finally {
      this.isSeeking = false;
    }
  }

  #mark(seq: number) {
    clearTimeout(this.#timer);
    this.marked = seq;
    this.#timer = setTimeout(() => (this.marked = undefined), MARKED_MS);
  }
}

export const [getReader, setReader] = createContext<Reader>();
