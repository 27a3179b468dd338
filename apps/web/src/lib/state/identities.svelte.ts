import type { Identity } from "@dispatch/protocol/identity";
import type { DispatchApi, IdentityWish } from "#lib/api/dispatch-api.ts";

/** Who this user is to git hosts. */
export class Identities {
  readonly #api: DispatchApi;
  items = $state.raw<readonly Identity[]>();
  failed = $state(false);

  constructor(api: DispatchApi) {
    this.#api = api;
  }

  load = async () => {
    try {
      this.items = await this.#api.identities();
      this.failed = false;
    } catch {
      this.failed = true;
    }
  };

  create = async (wish: IdentityWish) => {
    await this.#api.createIdentity(wish);
    await this.load();
  };

  put = async (id: string, wish: IdentityWish) => {
    await this.#api.putIdentity(id, wish);
    // Another one may have ceased to be the default.
    await this.load();
  };

  makeDefault = ({ id, name, authorName, authorEmail }: Identity) =>
    this.put(id, { name, authorName, authorEmail, isDefault: true });

  remove = async (id: string) => {
    await this.#api.deleteIdentity(id);
    await this.load();
  };
}
