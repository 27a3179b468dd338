import type { Passkey } from "@dispatch/protocol/passkey";
import type { ExternalAccount, WayIn } from "@dispatch/protocol/sign-in";
import type { DispatchApi } from "#lib/api/dispatch-api.ts";
import { makePasskey } from "#lib/account/passkey-browser.ts";

/** How this user can come in, besides the password. */
export class WaysIn {
  readonly #api: DispatchApi;
  accounts = $state.raw<readonly ExternalAccount[]>();
  hasPassword = $state(true);
  /** What could be connected. */
  providers = $state.raw<readonly WayIn[]>([]);
  passkeys = $state.raw<readonly Passkey[]>();
  /** Why no passkey can be made here. */
  passkeysUnavailable = $state<string>();
  failed = $state(false);

  constructor(api: DispatchApi) {
    this.#api = api;
  }

  load = async () => {
    try {
      const [ways, accounts, passkeys] = await Promise.all([
        this.#api.waysIn(),
        this.#api.externalAccounts(),
        this.#api.passkeys(),
      ]);
      this.providers = ways.filter(({ kind }) => kind !== "password" && kind !== "passkey");
      this.accounts = accounts.items;
      this.hasPassword = accounts.hasPassword;
      this.passkeys = passkeys.items;
      this.passkeysUnavailable = passkeys.unavailable;
      this.failed = false;
    } catch {
      this.failed = true;
    }
  };

  disconnect = async (id: string) => {
    await this.#api.disconnect(id);
    this.accounts = this.accounts?.filter((account) => account.id !== id);
  };

  addPasskey = async (name: string, password: string | undefined) => {
    const options = await this.#api.beginPasskey(password);
    const made = await this.#api.addPasskey(name, await makePasskey(options));
    this.passkeys = [...(this.passkeys ?? []), made];
  };

  renamePasskey = async (id: string, name: string) => {
    const renamed = await this.#api.renamePasskey(id, name);
    this.passkeys = this.passkeys?.map((passkey) => (passkey.id === id ? renamed : passkey));
  };

  deletePasskey = async (id: string) => {
    await this.#api.deletePasskey(id);
    this.passkeys = this.passkeys?.filter((passkey) => passkey.id !== id);
  };
}
