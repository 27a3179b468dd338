import { Problem } from "@dispatch/protocol/problems";
import type { ProviderId } from "@dispatch/protocol/providers";
import type { ProviderDefinition } from "./provider.ts";

/** Every provider there is here, whether it is installed or not. */
export class ProviderRegistry {
  readonly #byId: ReadonlyMap<ProviderId, ProviderDefinition>;
  readonly #defaultProvider: () => ProviderId;

  constructor(definitions: readonly ProviderDefinition[], defaultProvider: () => ProviderId) {
    this.#byId = new Map(definitions.map((definition) => [definition.id, definition]));
    this.#defaultProvider = defaultProvider;
  }

  get defaultProvider(): ProviderId {
    return this.#defaultProvider();
  }

  all = (): ProviderDefinition[] => [...this.#byId.values()];
  find = (id: ProviderId): ProviderDefinition | undefined => this.#byId.get(id);

  get(id: ProviderId): ProviderDefinition {
    const definition = this.#byId.get(id);
    if (definition) return definition;
    throw new Problem(
      "agent-unknown",
      { provider: id },
      `There is no agent ${JSON.stringify(id)} here. There are: ${[...this.#byId.keys()].join(", ")}.`,
    );
  }
}
