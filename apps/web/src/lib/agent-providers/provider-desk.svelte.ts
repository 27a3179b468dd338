import type { Model, Provider, ProviderKey } from "@dispatch/protocol/providers";
import type { AgentProvidersApi, ProviderKeyWish } from "#lib/api/agent-providers-api.ts";
import { failureOf, type Failure } from "#lib/api/failure.ts";

/** An installation tells how far it has come when it is asked. */
const ASK_AGAIN_MS = 1_000;

/** The agents of this server, and what this person has given for each. */
export class ProviderDesk implements Disposable {
  readonly #api: AgentProvidersApi;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;
  items = $state.raw<readonly Provider[]>();
  keys = $state.raw<readonly ProviderKey[]>([]);
  models = $state.raw<readonly Model[]>([]);
  failure = $state.raw<Failure>();

  constructor(api: AgentProvidersApi) {
    this.#api = api;
  }

  load = async () => {
    try {
      [this.items, this.keys, this.models] = await Promise.all([
        this.#api.list(),
        this.#api.keys(),
        this.#api.models(),
      ]);
      this.failure = undefined;
      this.#watch();
    } catch (error) {
      this.failure = failureOf(error);
    }
  };

  keyOf = (id: string) => this.keys.find(({ provider }) => provider === id);
  modelsOf = (id: string) => this.models.filter(({ provider }) => provider === id);

  install = async (id: string) => {
    this.#put(await this.#api.install(id));
    this.#watch();
  };

  uninstall = async (id: string) => {
    await this.#api.uninstall(id);
    await this.load();
  };

  putKey = async (id: string, wish: ProviderKeyWish) => {
    await this.#api.putKey(id, wish);
    await this.load();
  };

  deleteKey = async (id: string) => {
    await this.#api.deleteKey(id);
    await this.load();
  };

  [Symbol.dispose]() {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  #put(provider: Provider) {
    this.items = this.items?.map((item) => (item.id === provider.id ? provider : item));
  }

  /** Follows what is being installed until it is done, has failed, or nobody looks any more. */
  #watch() {
    clearTimeout(this.#timer);
    const running = this.items?.find(({ install }) => install?.state === "running");
    if (!running || this.#isOver) return;
    this.#timer = setTimeout(() => {
      this.#api.get(running.id).then(
        (provider) => {
          // What comes with it may be of use to others, whose standing changes as well.
          if (provider.install?.state !== "running") return this.load();
          this.#put(provider);
          return this.#watch();
        },
        () => this.#watch(),
      );
    }, ASK_AGAIN_MS);
  }
}
