import type { AgentChoice, AgentCommand } from "@dispatch/protocol/agent/events";
import type { Server } from "./server.ts";
import { Agents, Commands, Config, Providers } from "./wire.ts";

/** What the server offers: models of the providers that are set up, agents to work as, and commands. */
export type Catalog = {
  readonly models: AgentChoice[];
  readonly modes: AgentChoice[];
  readonly commands: AgentCommand[];
  /** Where none is wished. */
  readonly model: string | undefined;
  readonly mode: string | undefined;
  readonly windows: ReadonlyMap<string, number>;
};

export async function catalogOf(server: Server): Promise<Catalog> {
  const [{ providers, default: defaults }, agents, commands, config] = await Promise.all([
    server.ask("GET", "/config/providers", Providers),
    server.ask("GET", "/agent", Agents),
    server.ask("GET", "/command", Commands),
    server.ask("GET", "/config", Config),
  ]);
  const all = providers.flatMap(({ id, name, models }) =>
    Object.entries(models).map(([modelId, model]) => ({
      id: `${id}/${modelId}`,
      name: model.name ?? modelId,
      description: name ?? id,
      window: model.limit?.context,
    })),
  );
  const modes = agents
    .filter(({ mode, hidden }) => mode !== "subagent" && hidden !== true)
    .map(({ name, description }) => ({ id: name, name, ...(description ? { description } : {}) }));
  const [provider] = providers;
  const usual =
    provider && defaults[provider.id] !== undefined ? `${provider.id}/${defaults[provider.id]}` : undefined;
  return {
    models: all.map(({ id, name, description }) => ({ id, name, description })),
    modes,
    commands: commands.map(({ name, description = "" }) => ({ name, description })),
    model: config.model ?? usual,
    mode: config.default_agent ?? modes[0]?.id,
    windows: new Map(all.flatMap(({ id, window }) => (window === undefined ? [] : [[id, window] as const]))),
  };
}
