import type { AgentNeeds } from "../agent.ts";
import type { TokenCount, Update } from "./wire.ts";

type UsageUpdate = Extract<Update, { sessionUpdate: "usage_update" }>;

/** What a turn has used: agents tell the cost of the whole conversation, and tokens turn by turn. */
export class Usage {
  readonly #emit: AgentNeeds["emit"];
  #context: { contextTokens?: number; contextWindow?: number } = {};
  #model: string | undefined;
  /** Unknown for a conversation that goes on until it was told once: it may have cost something before. */
  #costBefore: number | undefined;
  #cost: number | undefined;
  #isNews = false;

  constructor(emit: AgentNeeds["emit"], isNewConversation: boolean) {
    this.#emit = emit;
    this.#costBefore = isNewConversation ? 0 : undefined;
  }

  take({ used, size, cost, _meta }: UsageUpdate): void {
    this.#context = {
      ...(used === undefined ? {} : { contextTokens: Math.trunc(used) }),
      ...(size === undefined ? {} : { contextWindow: Math.trunc(size) }),
    };
    if (cost?.currency === "USD") this.#cost = cost.amount;
    const model = Object.entries(_meta ?? {}).find(([name]) => name.endsWith("/model"))?.[1];
    if (typeof model === "string") this.#model = model;
    this.#isNews = true;
  }

  turnBegins(): void {
    // What was told between turns was of what came before.
    if (this.#cost !== undefined) this.#costBefore = this.#cost;
    this.#isNews = false;
  }

  turnEnds(tokens: TokenCount | undefined, model: string | undefined): void {
    if (!this.#isNews && !tokens) return;
    const costUsd =
      this.#cost !== undefined && this.#costBefore !== undefined ? this.#cost - this.#costBefore : undefined;
    const named = this.#model ?? model;
    this.#emit({
      channel: "agent:usage",
      payload: {
        inputTokens: Math.trunc(tokens?.inputTokens ?? 0),
        outputTokens: Math.trunc(tokens?.outputTokens ?? 0),
        cacheReadTokens: Math.trunc(tokens?.cachedReadTokens ?? 0),
        cacheWriteTokens: Math.trunc(tokens?.cachedWriteTokens ?? 0),
        ...(costUsd === undefined ? {} : { costUsd: Math.max(0, costUsd) }),
        ...(named === undefined ? {} : { model: named }),
        ...this.#context,
      },
    });
  }
}
