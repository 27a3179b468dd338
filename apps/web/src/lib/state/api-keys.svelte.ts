import type { ApiKey, NewApiKey } from "@dispatch/protocol/account";
import type { ApiKeyChange, ApiKeyWish, DispatchApi } from "#lib/api/dispatch-api.ts";

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

  create = async (wish: ApiKeyWish): Promise<NewApiKey> => {
    const key = await this.#api.createApiKey(wish);
    const { secret: _, ...shown } = key;
    this.items = [shown, ...(this.items ?? [])];
    return key;
  };

  change = async (id: string, change: ApiKeyChange) => {
    const changed = await this.#api.changeApiKey(id, change);
    this.items = this.items?.map((key) => (key.id === id ? changed : key));
  };

  delete = async (id: string) => {
    await this.#api.deleteApiKey(id);
    this.items = this.items?.filter((key) => key.id !== id);
  };
}
