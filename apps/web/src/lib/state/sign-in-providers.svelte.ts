import type { SignInProvider } from "@dispatch/protocol/sign-in";
import type { DispatchApi, ProviderWish } from "#lib/api/dispatch-api.ts";

/** The sign-in providers of this server, as administrators see them. */
export class SignInProviders {
  readonly #api: DispatchApi;
  items = $state.raw<readonly SignInProvider[]>();
  failed = $state(false);

  constructor(api: DispatchApi) {
    this.#api = api;
  }

  load = async () => {
    try {
      this.items = await this.#api.providers();
      this.failed = false;
    } catch {
      this.failed = true;
    }
  };

  put = async (id: string, wish: ProviderWish) => {
    const saved = await this.#api.putProvider(id, wish);
    const others = this.items ?? [];
    this.items = others.some((one) => one.id === id)
      ? others.map((one) => (one.id === id ? saved : one))
      : [...others, saved];
  };

  remove = async (id: string) => {
    await this.#api.deleteProvider(id);
    this.items = this.items?.filter((one) => one.id !== id);
  };
}
