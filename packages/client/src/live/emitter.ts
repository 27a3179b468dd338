/** Listeners by event name. `on` returns what removes the listener again. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(value: never) => void>>();

  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    // A wrapper of its own, so that one function may listen twice and leave once.
    const entry = (value: Events[E]) => listener(value);
    listeners.add(entry);
    return () => listeners.delete(entry);
  }

  emit<E extends keyof Events>(event: E, value: Events[E]): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])])
      (listener as (value: Events[E]) => void)(value);
  }

  clear(): void {
    this.#listeners.clear();
  }
}
