import type { CleanedUp, CleanupItem, CleanupPreview } from "@dispatch/protocol/data";
import type { SessionId } from "@dispatch/protocol/ids";
import { SvelteSet } from "svelte/reactivity";
import type { DataApi } from "#lib/api/data-api.ts";
import { failureOf, type Failure } from "#lib/api/failure.ts";

/** Ended longer ago than so many days. */
export const cleanUpAges = [0, 7, 30, 90, 365] as const;

/** A look at what would go, what of it is left out, and what went. */
export class CleanUp {
  readonly #api: Pick<DataApi, "preview" | "cleanUp">;
  readonly #isForAll: () => boolean;
  /** Counts the looks: an answer to an older one is of no use. */
  #asked = 0;
  days = $state<number>(30);
  preview = $state.raw<CleanupPreview>();
  cleaned = $state.raw<CleanedUp>();
  failure = $state.raw<Failure>();
  isLooking = $state(false);
  readonly #leftOut = new SvelteSet<SessionId>();
  readonly chosen = $derived(this.preview?.items.filter(({ id }) => !this.#leftOut.has(id)) ?? []);
  readonly bytes = $derived(this.chosen.reduce((sum, { bytes }) => sum + bytes, 0));

  constructor(api: Pick<DataApi, "preview" | "cleanUp">, isForAll: () => boolean) {
    this.#api = api;
    this.#isForAll = isForAll;
  }

  isChosen = ({ id }: CleanupItem) => !this.#leftOut.has(id);

  choose = ({ id }: CleanupItem, isChosen: boolean) => {
    if (isChosen) this.#leftOut.delete(id);
    else this.#leftOut.add(id);
  };

  chooseAll = (isChosen: boolean) => {
    for (const item of this.preview?.items ?? []) this.choose(item, isChosen);
  };

  /** Nothing is shown any more: whose sessions or which age it is about has changed. */
  forget = () => {
    this.#asked += 1;
    this.isLooking = false;
    this.preview = this.cleaned = this.failure = undefined;
    this.#leftOut.clear();
  };

  look = async () => {
    this.forget();
    const asked = this.#asked;
    this.isLooking = true;
    try {
      const preview = await this.#api.preview(this.days, this.#isForAll());
      if (asked === this.#asked) this.preview = preview;
    } catch (error) {
      if (asked === this.#asked) this.failure = failureOf(error);
    } finally {
      if (asked === this.#asked) this.isLooking = false;
    }
  };

  /** Exactly what was shown and is still chosen. */
  do = async () => {
    if (!this.preview) return;
    const { endedBefore } = this.preview;
    const sessionIds = this.chosen.map(({ id }) => id);
    try {
      const cleaned = await this.#api.cleanUp({ endedBefore, sessionIds }, this.#isForAll());
      this.forget();
      this.cleaned = cleaned;
    } catch (error) {
      this.failure = failureOf(error);
    }
  };
}
