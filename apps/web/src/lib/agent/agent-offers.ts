import type { AgentChoice, AgentCommand } from "@dispatch/protocol/agent/events";
import type { TranscriptItem } from "@dispatch/protocol/agent/transcript-item";
import type { SessionEvent } from "@dispatch/protocol/events";

/** What an agent can be given: the newest word of it. */
export type AgentOffers = {
  readonly commands: readonly AgentCommand[];
  readonly models: readonly AgentChoice[];
  readonly modes: readonly AgentChoice[];
};

export const noOffers: AgentOffers = { commands: [], models: [], modes: [] };

export function withOffers(offers: AgentOffers, event: SessionEvent): AgentOffers {
  if (event.channel === "agent:commands") return { ...offers, commands: event.payload.commands };
  if (event.channel !== "agent:mode") return offers;
  const { models = offers.models, modes = offers.modes } = event.payload;
  return { ...offers, models, modes };
}

/** How full the agent's context is, as it was told last. */
export type ContextFill = { readonly tokens: number; readonly window?: number | undefined };

export function contextFill(items: readonly TranscriptItem[]): ContextFill | undefined {
  const usage = items.findLast((item) => item.type === "turn" && item.usage?.contextTokens !== undefined);
  if (usage?.type !== "turn" || usage.usage?.contextTokens === undefined) return undefined;
  return { tokens: usage.usage.contextTokens, window: usage.usage.contextWindow };
}
