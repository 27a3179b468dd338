import type { Login } from "@dispatch/protocol/account";
import type { DispatchApi } from "#lib/api/dispatch-api.ts";

/** Where this user is signed in. */
export class Logins {
  readonly #api: DispatchApi;
  items = $state.raw<readonly Login[]>();
  failed = $state(false);

  constructor(api: DispatchApi) {
    this.#api = api;
  }

  load = async () => {
    try {
      this.items = await this.#api.logins();
      this.failed = false;
    } catch {
      this.failed = true;
    }
  };

  end = async (id: string) => {
    await this.#api.endLogin(id);
    this.items = this.items?.filter((login) => login.id !== id);
  };
}
