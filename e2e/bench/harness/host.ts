import { readFileSync } from "node:fs";

const SAMPLE_EVERY_MS = 10;
/** Of a tick that `/proc/stat` counts in. */
const TICK_MS = 10;
/** A share of the processors' time from which on figures are not the machine's own. */
const MUCH = 0.01;

/** `at` is the time of day in milliseconds. */
export type Span = { readonly at: number; readonly ms: number };

/** Of all processors together, and of each, in ticks since the machine started. */
type Sample = {
  readonly at: number;
  readonly all: number;
  readonly lost: number;
  readonly lostBy: readonly number[];
};

/** On a virtual machine: the share of its processors' time that the host has kept back since this was called, if that is much. */
export function shareKeptBack(): () => number | undefined {
  const before = takeSample();
  return () => {
    const after = takeSample();
    const share = (after.lost - before.lost) / Math.max(1, after.all - before.all);
    return share > MUCH ? share : undefined;
  };
}

/** Notes, moment by moment, what the host keeps back of each processor. */
export class HostWatch implements Disposable {
  readonly #samples: Sample[] = [takeSample()];
  readonly #timer = setInterval(() => this.#samples.push(takeSample()), SAMPLE_EVERY_MS);

  /**
   * What the processor that lost most has lost for certain in this time, in milliseconds: whatever ran on it stood still. What
   * the others lost meanwhile may have been in somebody's way too, and is not counted.
   */
  keptBack({ at: from, ms }: Span): number {
    const to = from + ms;
    const before = this.#samples.findLast(({ at }) => at <= from);
    const after = this.#samples.find(({ at }) => at >= to);
    if (!before || !after) return 0;
    const lost = Math.max(...after.lostBy.map((ticks, index) => ticks - (before.lostBy[index] ?? 0)));
    const outside = from - before.at + (after.at - to);
    return Math.max(0, lost * TICK_MS - outside);
  }

  [Symbol.dispose]() {
    clearInterval(this.#timer);
  }
}

function takeSample(): Sample {
  const at = performance.timeOrigin + performance.now();
  const [all = [], ...each] = readFileSync("/proc/stat", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("cpu"))
    // user nice system idle iowait irq softirq steal; the time of guests is within the first two.
    .map((line) => line.trim().split(/\s+/).slice(1, 9).map(Number));
  const lost = (times: readonly number[]) => times[7] ?? 0;
  return { at, all: all.reduce((sum, time) => sum + time, 0), lost: lost(all), lostBy: each.map(lost) };
}
