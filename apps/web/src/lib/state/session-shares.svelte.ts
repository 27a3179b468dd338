import type { NewShare, Share } from "@dispatch/protocol/sharing";
import type { DispatchApi, ShareWish } from "#lib/api/dispatch-api.ts";

/** With whom one session is shared, as its owner sees it. A link passes through once. */
export class SessionShares {
  readonly #api: DispatchApi;
  readonly #sessionId: string;
  items = $state.raw<readonly Share[]>();
  failed = $state(false);

  constructor(api: DispatchApi, sessionId: string) {
    this.#api = api;
    this.#sessionId = sessionId;
  }

  load = async () => {
    try {
      this.items = await this.#api.shares(this.#sessionId);
      this.failed = false;
    } catch {
      this.failed = true;
    }
  };

  /** Sharing again with the same person changes what they may do. */
  create = async (wish: ShareWish): Promise<NewShare> => {
    const made = await this.#api.share(this.#sessionId, wish);
    const { token: _token, url: _url, ...shown } = made;
    this.items = [shown, ...(this.items ?? []).filter(({ id }) => id !== shown.id)];
    return made;
  };

  end = async (id: string) => {
    await this.#api.endShare(this.#sessionId, id);
    this.items = this.items?.filter((share) => share.id !== id);
  };
}
