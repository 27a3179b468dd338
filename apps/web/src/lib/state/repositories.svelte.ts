import type { Repository } from "@dispatch/protocol/repository";
import type { DispatchApi, RepositoryChange } from "#lib/api/dispatch-api.ts";

/** The repositories that this user's workspaces come from. */
export class Repositories {
  readonly #api: DispatchApi;
  items = $state.raw<readonly Repository[]>();
  failed = $state(false);

  constructor(api: DispatchApi) {
    this.#api = api;
  }

  load = async () => {
    try {
      this.items = await this.#api.repositories();
      this.failed = false;
    } catch {
      this.failed = true;
    }
  };

  add = async (wish: { readonly url: string } & RepositoryChange) => {
    await this.#api.createRepository(wish);
    await this.load();
  };
  change = async (id: string, change: RepositoryChange) =>
    this.#put(await this.#api.changeRepository(id, change));
  fetch = async (id: string) => this.#put(await this.#api.fetchRepository(id));
  branches = (id: string) => this.#api.branches(id);

  forget = async (id: string) => {
    await this.#api.forgetRepository(id);
    this.items = this.items?.filter((one) => one.id !== id);
  };

  #put(repository: Repository) {
    this.items = this.items?.map((one) => (one.id === repository.id ? repository : one));
  }
}
