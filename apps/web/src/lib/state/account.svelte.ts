import type { SignIn, User } from "@dispatch/protocol/account";
import type { DispatchApi, NewAccount, SetupState } from "#lib/api/dispatch-api.ts";
import { failureOf } from "#lib/api/failure.ts";

export type AccountState =
  | { readonly phase: "loading" }
  | { readonly phase: "unreachable"; readonly detail: string }
  | { readonly phase: "owner-needed"; readonly setup: SetupState }
  | { readonly phase: "signed-out"; readonly byChoice?: true }
  | { readonly phase: "signed-in"; readonly user: User };

/** Who uses this browser, and if nobody does, what is needed first. */
export class Account {
  readonly #api: DispatchApi;
  state = $state.raw<AccountState>({ phase: "loading" });

  constructor(api: DispatchApi) {
    this.#api = api;
  }

  get user(): User | undefined {
    return this.state.phase === "signed-in" ? this.state.user : undefined;
  }

  load = async () => {
    try {
      this.state = { phase: "signed-in", user: await this.#api.me() };
    } catch (error) {
      const failure = failureOf(error);
      if (failure.status === 401) await this.#loadSetup();
      else this.state = { phase: "unreachable", detail: failure.detail };
    }
  };

  register = async (body: NewAccount) => {
    this.state = { phase: "signed-in", user: await this.#api.register(body) };
  };

  signIn = async (body: SignIn) => {
    this.state = { phase: "signed-in", user: await this.#api.signIn(body) };
  };

  /** Any other way in: whoever it says has come is signed in. */
  enter = async (wayIn: Promise<User>) => {
    this.state = { phase: "signed-in", user: await wayIn };
  };

  rename = async (name: string) => {
    this.state = { phase: "signed-in", user: await this.#api.changeAccount({ name }) };
  };

  signOut = async () => {
    await this.#api.signOut();
    this.state = { phase: "signed-out", byChoice: true };
  };

  /** The server no longer knows this browser: its login ended elsewhere or ran out. */
  forget = () => {
    if (this.state.phase === "signed-in") this.state = { phase: "signed-out" };
  };

  async #loadSetup() {
    try {
      const setup = await this.#api.setup();
      this.state = setup.ownerNeeded ? { phase: "owner-needed", setup } : { phase: "signed-out" };
    } catch (error) {
      this.state = { phase: "unreachable", detail: failureOf(error).detail };
    }
  }
}
