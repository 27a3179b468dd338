type Listener<T> = (news: T) => void;

/** Who wants to hear of something; told in the same turn. */
export class Listeners<T> {
  readonly #listeners = new Set<Listener<T>>();

  emit(news: T): void {
    for (const listener of this.#listeners) listener(news);
  }

  subscribe(listener: Listener<T>): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
