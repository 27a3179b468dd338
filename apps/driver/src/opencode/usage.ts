import type { AgentNeeds } from "../agent.ts";
import type { MessageInfo } from "./wire.ts";

/** What a turn has used: the sum of its messages, each of which is told again as it grows. */
export class Usage {
  readonly #emit: AgentNeeds["emit"];
  readonly #windowOf: (model: string) => number | undefined;
  readonly #messages = new Map<string, MessageInfo>();
  #contextTokens: number | undefined;
  #model: string | undefined;

  constructor(emit: AgentNeeds["emit"], windowOf: (model: string) => number | undefined) {
    this.#emit = emit;
    this.#windowOf = windowOf;
  }

  /** Sub-agents cost too, but have contexts of their own. */
  take(info: MessageInfo, isSubAgent: boolean): void {
    this.#messages.set(info.id, info);
    const { tokens, providerID, modelID } = info;
    if (isSubAgent || !tokens) return;
    const filled = tokens.input + tokens.output + tokens.reasoning + tokens.cache.read + tokens.cache.write;
    if (filled > 0) this.#contextTokens = filled;
    if (providerID !== undefined && modelID !== undefined) this.#model = `${providerID}/${modelID}`;
  }

  turnBegins(): void {
    this.#messages.clear();
  }

  turnEnds(): void {
    const messages = [...this.#messages.values()];
    const sum = (count: (info: MessageInfo) => number | undefined) =>
      messages.reduce((total, info) => total + Math.max(0, count(info) ?? 0), 0);
    const contextWindow = this.#model === undefined ? undefined : this.#windowOf(this.#model);
    this.#emit({
      channel: "agent:usage",
      payload: {
        inputTokens: sum(({ tokens }) => tokens?.input),
        outputTokens: sum(({ tokens }) => (tokens ? tokens.output + tokens.reasoning : 0)),
        cacheReadTokens: sum(({ tokens }) => tokens?.cache.read),
        cacheWriteTokens: sum(({ tokens }) => tokens?.cache.write),
        costUsd: sum(({ cost }) => cost),
        ...(this.#model === undefined ? {} : { model: this.#model }),
        ...(this.#contextTokens === undefined ? {} : { contextTokens: this.#contextTokens }),
        ...(contextWindow === undefined ? {} : { contextWindow }),
      },
    });
  }
}
