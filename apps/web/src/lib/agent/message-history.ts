/** What was said before, to be had again with the up key: the newest first, and what was being written last. */
export class MessageHistory {
  #place = -1;
  #unsent = "";

  /** The one before, or nothing where there is none. */
  older(said: readonly string[], current: string): string | undefined {
    if (this.#place + 1 >= said.length) return undefined;
    if (this.#place === -1) this.#unsent = current;
    this.#place += 1;
    return said.at(-1 - this.#place);
  }

  newer(said: readonly string[]): string | undefined {
    if (this.#place === -1) return undefined;
    this.#place -= 1;
    return this.#place === -1 ? this.#unsent : said.at(-1 - this.#place);
  }

  get isBack() {
    return this.#place >= 0;
  }

  reset() {
    this.#place = -1;
    this.#unsent = "";
  }
}
