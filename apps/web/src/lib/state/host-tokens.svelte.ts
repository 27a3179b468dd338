import type { HostToken } from "@dispatch/protocol/host-token";
import type { DispatchApi, HostTokenWish } from "#lib/api/dispatch-api.ts";

/** What lets this user in at git hosts over HTTPS, and opens pull requests there. */
export class HostTokens {
  readonly #api: DispatchApi;
  items = $state.raw<readonly HostToken[]>();
  failed = $state(false);

  constructor(api: DispatchApi) {
    this.#api = api;
  }

  load = async () => {
    try {
      this.items = await this.#api.hostTokens();
      this.failed = false;
    } catch {
      this.failed = true;
    }
  };

  add = async (wish: HostTokenWish & { readonly token: string }) => {
    await this.#api.addHostToken(wish);
    await this.load();
  };

  put = async (id: string, wish: HostTokenWish & { readonly token?: string }) => {
    await this.#api.putHostToken(id, wish);
    await this.load();
  };

  remove = async (id: string) => {
    await this.#api.deleteHostToken(id);
    await this.load();
  };

  /** The host may say when the token ends: that is kept and shown. */
  test = async (id: string) => {
    const tested = await this.#api.testHostToken(id);
    await this.load();
    return tested;
  };
}
