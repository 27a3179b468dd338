import type { Client } from "@dispatch/client";
import type { Model, Provider, ProviderKey } from "@dispatch/protocol/providers";
import { read } from "./read.ts";

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

  list = async () => read<Page<Provider>>(await this.#client.GET("/api/providers")).items;
  get = async (id: string) => read<Provider>(await this.#client.GET("/api/providers/{id}", pathOf(id)));
  models = async () => read<Page<Model>>(await this.#client.GET("/api/models")).items;
  install = async (id: string) =>
    read<Provider>(await this.#client.POST("/api/providers/{id}/install", pathOf(id)));
  /** Takes back what is on its way, too. */
  uninstall = async (id: string) =>
    read<void>(await this.#client.DELETE("/api/providers/{id}/install", pathOf(id)));

  keys = async () => read<Page<ProviderKey>>(await this.#client.GET("/api/me/provider-keys")).items;
  putKey = async (provider: string, body: ProviderKeyWish) =>
    read<ProviderKey>(
      await this.#client.PUT("/api/me/provider-keys/{provider}", { params: { path: { provider } }, body }),
    );
  deleteKey = async (provider: string) =>
    read<void>(
      await this.#client.DELETE("/api/me/provider-keys/{provider}", { params: { path: { provider } } }),
    );
  /** By Claude's own page: what comes of it becomes this person's key. */
  signInToClaude = (askCode: (url: string) => Promise<string>, signal: AbortSignal) =>
    this.#client.signInToClaude({ askCode, signal });
}

const pathOf = (id: string) => ({ params: { path: { id } } });
