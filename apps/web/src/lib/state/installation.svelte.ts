import type { Health, Ready, Runner } from "@dispatch/protocol/installation";
import type { DispatchApi } from "#lib/api/dispatch-api.ts";
import { failureOf, type Failure } from "#lib/api/failure.ts";

/** The server and its runners, as administrators see them. */
export class Installation {
  readonly #api: DispatchApi;
  health = $state.raw<Health>();
  ready = $state.raw<Ready>();
  runners = $state.raw<readonly Runner[]>();
  failure = $state.raw<Failure>();
  isLoading = $state(false);

  constructor(api: DispatchApi) {
    this.#api = api;
  }

  load = async () => {
    this.isLoading = true;
    try {
      [this.health, this.ready, this.runners] = await Promise.all([
        this.#api.health(),
        this.#api.ready(),
        this.#api.runners(),
      ]);
      this.failure = undefined;
    } catch (error) {
      this.failure = failureOf(error);
    } finally {
      this.isLoading = false;
    }
  };

  /** How many secrets are sealed under the new key. */
  rotateKey = async () => (await this.#api.rotateEncryptionKey()).secrets;
}
