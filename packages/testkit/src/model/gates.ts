/** Points where answers wait until a test lets them go on. */
export class Gates {
  readonly #reached = new Map<string, PromiseWithResolvers<void>>();
  readonly #opened = new Map<string, PromiseWithResolvers<void>>();

  reached(name: string): Promise<void> {
    return entry(this.#reached, name).promise;
  }

  open(name: string): void {
    entry(this.#opened, name).resolve();
  }

  /** Until the gate is open. */
  pass(name: string): Promise<void> {
    entry(this.#reached, name).resolve();
    return entry(this.#opened, name).promise;
  }
}

function entry(map: Map<string, PromiseWithResolvers<void>>, name: string): PromiseWithResolvers<void> {
  const known = map.get(name) ?? Promise.withResolvers<void>();
  map.set(name, known);
  return known;
}
