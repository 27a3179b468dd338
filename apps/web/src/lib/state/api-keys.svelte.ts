import type { ApiKey, NewApiKey } from "@dispatch/protocol/account";
import type { DispatchApi } from "#lib/api/dispatch-api.ts";

/** The keys of this user. A secret passes through once, on its way to the person. */
export class ApiKeys {
  readonly #api: DispatchApi;
  items = $state.raw<readonly ApiKey[]>();

  constructor(api: DispatchApi) {
    this.#api = api;
  }

  load = async () => {
    this.items = await this.#api.apiKeys();
  };

  create = async (name: string): Promise<NewApiKey> => {
    const key = await this.#api.createApiKey(name);
    const { secret: _, ...shown } = key;
    this.items = [shown, ...(this.items ?? [])];
    return key;
  };

  delete = async (id: string) => {
    await this.#api.deleteApiKey(id);
    this.items = this.items?.filter((key) => key.id !== id);
  };
}
