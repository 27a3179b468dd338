export const median = (values: readonly number[]) => percentile(values, 50);

/** The value below or at which `percent` of the values lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
  if (value === undefined) throw new Error("there is no percentile of nothing");
  return value;
}

/** Runs both in turns, and begins with the other one each time, so that neither has the warmer machine. */
export async function interleaved<T>(rounds: number, bare: () => Promise<T>, dispatch: () => Promise<T>) {
  const results = { bare: [] as T[], dispatch: [] as T[] };
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? (["bare", "dispatch"] as const) : (["dispatch", "bare"] as const);
    for (const name of order) results[name].push(await (name === "bare" ? bare() : dispatch()));
  }
  return results;
}

/** The median of one number of each result. */
export const medianOf = <T>(results: readonly T[], pick: (result: T) => number) => median(results.map(pick));
