import type { DriverItem } from "@dispatch/protocol/agent/driving";
import type { SdkMessage, TokenUsage } from "./sdk.ts";

type Usage = Extract<DriverItem, { channel: "agent:usage" }>["payload"];

/** What a turn used, and how full the context is. */
export class Spending {
  #model: string | undefined;
  #contextTokens: number | undefined;
  #contextWindow: number | undefined;

  /** The agent itself has heard an answer of the model; its sub-agents have contexts of their own. */
  answered({
    model,
    usage,
  }: {
    readonly model?: string | undefined;
    readonly usage?: TokenUsage | undefined;
  }): void {
    if (model !== undefined) this.#model = model;
    if (!usage) return;
    const {
      input_tokens = 0,
      output_tokens = 0,
      cache_read_input_tokens = 0,
      cache_creation_input_tokens = 0,
    } = usage;
    this.#contextTokens =
      input_tokens + output_tokens + cache_read_input_tokens + cache_creation_input_tokens;
  }

  /** Of all models that had a part in it. An older agent tells of its own one only, and nothing of what it costs. */
  ofTurn({ model_usage_since_last_result: perModel, usage }: SdkMessage): Usage {
    const used = Object.values(perModel ?? {});
    this.#contextWindow = perModel?.[this.#model ?? ""]?.contextWindow ?? this.#contextWindow;
    const costs = used.map(({ costUSD, costBasis }) => (costBasis === "unknown" ? undefined : costUSD));
    const isPriced = perModel !== undefined && costs.every((cost) => cost !== undefined);
    const sum = (
      name: "inputTokens" | "outputTokens" | "cacheReadInputTokens" | "cacheCreationInputTokens",
    ) => used.reduce((total, one) => total + (one[name] ?? 0), 0);
    const tokens = perModel
      ? {
          inputTokens: sum("inputTokens"),
          outputTokens: sum("outputTokens"),
          cacheReadTokens: sum("cacheReadInputTokens"),
          cacheWriteTokens: sum("cacheCreationInputTokens"),
        }
      : {
          inputTokens: usage?.input_tokens ?? 0,
          outputTokens: usage?.output_tokens ?? 0,
          cacheReadTokens: usage?.cache_read_input_tokens ?? 0,
          cacheWriteTokens: usage?.cache_creation_input_tokens ?? 0,
        };
    return {
      ...tokens,
      ...(isPriced && { costUsd: costs.reduce<number>((total, cost) => total + (cost ?? 0), 0) }),
      ...(this.#model !== undefined && { model: this.#model }),
      ...(this.#contextTokens !== undefined && { contextTokens: this.#contextTokens }),
      ...(this.#contextWindow !== undefined && { contextWindow: this.#contextWindow }),
    };
  }
}
