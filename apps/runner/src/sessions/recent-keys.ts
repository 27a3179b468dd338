/** So many of a session's last input keys are remembered: far more than a client resends after a lost connection. */
const REMEMBERED_KEYS = 1024;

/** The keys of input that was applied, so that input sent again is not applied again. */
export class RecentKeys {
  #keys: Set<string> | undefined;

  has(key: string): boolean {
    return this.#keys?.has(key) ?? false;
  }

  /** The empty key stands for input that nobody will send again. */
  add(key: string) {
    if (key === "") return;
    this.#keys ??= new Set();
    this.#keys.add(key);
    if (this.#keys.size <= REMEMBERED_KEYS) return;
    const [oldest] = this.#keys;
    if (oldest !== undefined) this.#keys.delete(oldest);
  }

  delete(key: string) {
    this.#keys?.delete(key);
  }
}
