import type { UsageItem, UsageKey, UsageReport, UsageSum } from "@dispatch/protocol/usage";
import { failureOf, type Failure } from "#lib/api/failure.ts";
import type { UsageApi } from "#lib/api/usage-api.ts";
import { dayKey, lastDays } from "./days.ts";

export const periods = [7, 30, 90] as const;
export type Measure = "cost" | "tokens";
export type Bar = {
  readonly item: UsageItem;
  /** Of the longest bar; undefined where nothing is known of it. */
  readonly share: number | undefined;
};

/** What agents have used in a time, told for each day, session, agent, model or person. */
export class UsageLedger {
  readonly #api: Pick<UsageApi, "report">;
  readonly #now: () => number;
  /** Counts what was asked for: an answer to an older question is of no use. */
  #asked = 0;
  by = $state<UsageKey>("day");
  days = $state<number>(periods[1]);
  isForAll = $state(false);
  measure = $state<Measure>("cost");
  report = $state.raw<UsageReport>();
  failure = $state.raw<Failure>();
  isLoading = $state(false);
  readonly bars = $derived(barsOf(this.report?.items ?? [], this.measure));
  /** A column for each day, those without use among them; the newest last. */
  readonly columns = $derived.by(() => {
    if (this.report?.by !== "day") return [];
    const byDay = new Map(this.bars.map((bar) => [bar.item.key, bar]));
    const days = lastDays(this.days, this.#now());
    // The server's day may have begun before that of this browser.
    const ahead = [...byDay.keys()].filter((day) => day > (days.at(-1) ?? "")).sort();
    return [...days, ...ahead].map((day) => ({ day, bar: byDay.get(day) }));
  });

  constructor(api: Pick<UsageApi, "report">, now: () => number = Date.now) {
    this.#api = api;
    this.#now = now;
  }

  load = async () => {
    const asked = ++this.#asked;
    this.isLoading = true;
    const from = lastDays(this.days, this.#now())[0] ?? dayKey(this.#now());
    try {
      const report = await this.#api.report({ by: this.by, from, ...(this.isForAll && { user: "all" }) });
      if (asked !== this.#asked) return;
      this.report = report;
      this.failure = undefined;
    } catch (error) {
      if (asked === this.#asked) this.failure = failureOf(error);
    } finally {
      if (asked === this.#asked) this.isLoading = false;
    }
  };

  ask = (change: { readonly by?: UsageKey; readonly days?: number; readonly isForAll?: boolean }) => {
    Object.assign(this, change);
    // Only administrators see people beside each other.
    if (!this.isForAll && this.by === "user") this.by = "day";
    return this.load();
  };
}

export const tokensOf = ({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens }: UsageSum) =>
  inputTokens + outputTokens + cacheReadTokens + cacheWriteTokens;

const amountOf = (sum: UsageSum, measure: Measure): number | undefined =>
  measure === "cost" ? sum.costUsd : tokensOf(sum);

function barsOf(items: readonly UsageItem[], measure: Measure): readonly Bar[] {
  const most = Math.max(...items.map((item) => amountOf(item, measure) ?? 0), 0);
  return items.map((item) => {
    const amount = amountOf(item, measure);
    return { item, share: amount === undefined ? undefined : most === 0 ? 0 : amount / most };
  });
}
