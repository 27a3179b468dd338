import type { ApiKeyId, LoginId, ShareId } from "@dispatch/protocol/ids";

export type CredentialId = LoginId | ApiKeyId | ShareId;
type Listener = (credential: CredentialId) => void;

/** News of credentials that ended, so that what is still open under them is dropped at once. */
export class Revocations {
  readonly #listeners = new Set<Listener>();

  emit(credential: CredentialId): void {
    for (const listener of [...this.#listeners]) listener(credential);
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
