import type { Model, Provider } from "@dispatch/protocol/providers";
import type { DispatchApi } from "#lib/api/dispatch-api.ts";

/** The agents that this person can have, read when they are chosen from: their state changes outside of this page. */
export class AgentProviders {
  readonly #api: Pick<DispatchApi, "agentProviders" | "models">;
  items = $state.raw<readonly Provider[]>();
  models = $state.raw<readonly Model[]>([]);
  failed = $state(false);
  /** Those that can work are what one chooses from; where there is none, all of them say what is missing. */
  readonly ready = $derived((this.items ?? []).filter(canWork));

  constructor(api: Pick<DispatchApi, "agentProviders" | "models">) {
    this.#api = api;
  }

  load = async () => {
    this.failed = false;
    try {
      const [items, models] = await Promise.all([this.#api.agentProviders(), this.#api.models()]);
      this.items = items;
      this.models = models;
    } catch {
      this.failed = true;
    }
  };

  modelsOf = (provider: string) => this.models.filter((model) => model.provider === provider);

  /** The installation's own choice where it can work, else the first that can. */
  get preferred(): Provider | undefined {
    return this.ready.find(({ isDefault }) => isDefault) ?? this.ready[0];
  }
}

const canWork = ({ installed, missing }: Provider) => installed && missing === undefined;
