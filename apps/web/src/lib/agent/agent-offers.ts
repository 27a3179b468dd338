import type { AgentChoice, AgentCommand } from "@dispatch/protocol/agent/events";
import type { SessionEvent } from "@dispatch/protocol/events";

/** What an agent can be given, and how full its context is: the newest word of it. */
export type AgentOffers = {
  readonly commands: readonly AgentCommand[];
  readonly models: readonly AgentChoice[];
  readonly modes: readonly AgentChoice[];
  readonly context?: { readonly tokens: number; readonly window?: number | undefined };
};

export const noOffers: AgentOffers = { commands: [], models: [], modes: [] };

export function withOffers(offers: AgentOffers, event: SessionEvent): AgentOffers {
  switch (event.channel) {
    case "agent:commands":
      return { ...offers, commands: event.payload.commands };
    case "agent:mode": {
      const { models = offers.models, modes = offers.modes } = event.payload;
      return { ...offers, models, modes };
    }
    case "agent:usage": {
      const { contextTokens: tokens, contextWindow } = event.payload;
      return tokens === undefined ? offers : { ...offers, context: { tokens, window: contextWindow } };
    }
    default:
      return offers;
  }
}
