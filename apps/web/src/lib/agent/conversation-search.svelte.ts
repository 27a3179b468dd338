import type { TranscriptItem } from "@dispatch/protocol/agent/transcript-item";
import type { AgentSession } from "#lib/state/agent-session.svelte.ts";
import { says } from "./item-text.ts";

/** Everybody's conversations are full of single letters. */
const SHORTEST = 2;
/** So much is read for one search before somebody is asked whether to go on. */
const REACH_ITEMS = 4_000;

type Place = { readonly to: (seq: number) => Promise<boolean> };
type Source = Pick<AgentSession, "items" | "nodes" | "hasEarlier" | "showEarlier">;

/** Looking for words in a conversation, also in what is not on the page yet: that is read part by part, from the end. */
export class ConversationSearch {
  readonly #agent: Source;
  readonly #place: Place;
  #search = 0;

  isOpen = $state(false);
  query = $state("");
  isReading = $state(false);
  /** Reading has stopped before the beginning was reached. */
  isPaused = $state(false);
  #current = $state<number>();
  readonly needle = $derived(this.query.trim().toLowerCase());
  readonly isSearching = $derived(this.needle.length >= SHORTEST);
  /** Items are replaced when they change, so that each is looked through once for a search. */
  #known = new WeakMap<TranscriptItem, boolean>();
  readonly hits: readonly number[] = $derived.by(() => {
    const { needle } = this;
    if (!this.isOpen || !this.isSearching) return [];
    return this.#agent.items.filter((item) => this.#says(item, needle)).map(({ seq }) => seq);
  });
  /** Which one is shown, counted from the first; 0 where none is. */
  readonly place = $derived(this.#current === undefined ? 0 : this.hits.indexOf(this.#current) + 1);

  constructor(agent: Source, place: Place) {
    this.#agent = agent;
    this.#place = place;
  }

  open = () => {
    this.isOpen = true;
  };

  close = () => {
    this.isOpen = false;
    this.#stop();
  };

  /** The newest that says so is shown, and what is further back is read. */
  look = async (query: string) => {
    this.query = query;
    this.#known = new WeakMap();
    this.#stop();
    if (!this.isSearching) return;
    await this.#show(this.hits.at(-1));
    await this.readOn();
  };

  next = () => this.#step(1);
  previous = () => this.#step(-1);

  /** Goes on looking further back. */
  readOn = async () => {
    this.#search += 1;
    const search = this.#search;
    const until = this.#agent.items.length + REACH_ITEMS;
    this.isPaused = false;
    this.isReading = true;
    try {
      while (this.#agent.hasEarlier && search === this.#search && this.#agent.items.length < until) {
        await this.#agent.showEarlier(true);
        if (search === this.#search && this.#current === undefined) await this.#show(this.hits.at(-1));
      }
      if (search === this.#search) this.isPaused = this.#agent.hasEarlier;
    } catch {
      if (search === this.#search) this.isPaused = true;
    } finally {
      if (search === this.#search) this.isReading = false;
    }
  };

  async #step(by: 1 | -1) {
    const { hits } = this;
    if (hits.length === 0) return;
    const at = this.#current === undefined ? hits.length : hits.indexOf(this.#current);
    await this.#show(hits[(at + by + hits.length) % hits.length]);
  }

  async #show(seq: number | undefined) {
    this.#current = seq;
    if (seq !== undefined) await this.#place.to(seq);
  }

  #says(item: TranscriptItem, needle: string): boolean {
    const known = this.#known.get(item);
    if (known !== undefined) return known;
    const found = says(item, needle);
    this.#known.set(item, found);
    return found;
  }

  #stop() {
    this.#search += 1;
    this.#current = undefined;
    this.isReading = false;
    this.isPaused = false;
  }
}
