import type { Invite, Person } from "@dispatch/protocol/account";
import type { DispatchApi, InviteWish, NewInvite, PersonChange } from "#lib/api/dispatch-api.ts";

/** Everybody with an account and everybody invited, as administrators see them. A link passes through once. */
export class People {
  readonly #api: DispatchApi;
  items = $state.raw<readonly Person[]>();
  invites = $state.raw<readonly Invite[]>();
  failed = $state(false);

  constructor(api: DispatchApi) {
    this.#api = api;
  }

  load = async () => {
    try {
      [this.items, this.invites] = await Promise.all([this.#api.people(), this.#api.invites()]);
      this.failed = false;
    } catch {
      this.failed = true;
    }
  };

  change = async (id: string, change: PersonChange) => {
    const changed = await this.#api.changePerson(id, change);
    this.items = this.items?.map((person) => (person.id === id ? changed : person));
  };

  passwordResetLink = (id: string) => this.#api.passwordResetLink(id);

  invite = async (wish: InviteWish): Promise<NewInvite> => {
    const made = await this.#api.invite(wish);
    const { token: _token, url: _url, ...shown } = made;
    this.invites = [shown, ...(this.invites ?? [])];
    return made;
  };

  takeBack = async (id: string) => {
    await this.#api.deleteInvite(id);
    this.invites = this.invites?.filter((invite) => invite.id !== id);
  };
}
