/** Rows that change while their list is being read anew: what was heard of them is newer than the answer. */
export class ChangedMeanwhile {
  readonly #reads = new Set<Set<string>>();

  note(id: string): void {
    for (const ids of this.#reads) ids.add(id);
  }

  /** The rows that are read; those that changed while it lasted as they are `known` by then, or not at all where they are gone. */
  async over<T extends { readonly id: string }>(
    read: () => Promise<Iterable<T>>,
    known: (id: string) => T | undefined,
  ): Promise<Map<string, T>> {
    const changed = new Set<string>();
    this.#reads.add(changed);
    try {
      const rows = new Map<string, T>();
      for (const row of await read()) rows.set(row.id, row);
      for (const id of changed) {
        const row = known(id);
        if (row) rows.set(id, row);
        else rows.delete(id);
      }
      return rows;
    } finally {
      this.#reads.delete(changed);
    }
  }
}
