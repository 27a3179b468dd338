import type { Client } from "@dispatch/client";
import { dataOf } from "@dispatch/client/problem";
import type { Model, Provider, ProviderKey } from "@dispatch/protocol/providers";

type Page<T> = { readonly items: readonly T[] };
export type ProviderKeyWish = {
  readonly key?: string;
  readonly baseUrl?: string;
  readonly variables?: Record<string, string>;
};

/** Which agents there are, how they come to be here, and what one has given for them. */
export class AgentProvidersApi {
  readonly #client: Client;
  constructor(client: Client) {
    this.#client = client;
  }

  list = async () => (dataOf(await this.#client.GET("/api/providers")) as Page<Provider>).items;
  get = async (id: string) => dataOf(await this.#client.GET("/api/providers/{id}", pathOf(id))) as Provider;
  models = async () => (dataOf(await this.#client.GET("/api/models")) as Page<Model>).items;
  install = async (id: string) =>
    dataOf(await this.#client.POST("/api/providers/{id}/install", pathOf(id))) as Provider;
  /** Takes back what is on its way, too. */
  uninstall = async (id: string) =>
    void dataOf(await this.#client.DELETE("/api/providers/{id}/install", pathOf(id)));

  keys = async () => (dataOf(await this.#client.GET("/api/me/provider-keys")) as Page<ProviderKey>).items;
  putKey = async (provider: string, body: ProviderKeyWish) =>
    dataOf(
      await this.#client.PUT("/api/me/provider-keys/{provider}", { params: { path: { provider } }, body }),
    ) as ProviderKey;
  deleteKey = async (provider: string) =>
    void dataOf(
      await this.#client.DELETE("/api/me/provider-keys/{provider}", { params: { path: { provider } } }),
    );
  /** By Claude's own page: what comes of it becomes this person's key. */
  signInToClaude = (askCode: (url: string) => Promise<string>, signal: AbortSignal) =>
    this.#client.signInToClaude({ askCode, signal });
}

const pathOf = (id: string) => ({ params: { path: { id } } });
