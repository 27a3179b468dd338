import { ByteCount } from "../harness/byte-count.ts";
import type { Figure } from "../harness/figure.ts";
import { interleaved, median } from "../harness/statistics.ts";
import type { SourceFile } from "../harness/source-file.ts";
import { startBare } from "../sides/bare.ts";
import { Dispatch } from "../sides/dispatch.ts";
import type { Reader, Side } from "../sides/side.ts";
import { openFlow, runFlow } from "./flow.ts";

/** The time until the last reader of one terminal has the last byte. */
async function measure(side: Side, source: SourceFile, readers: number): Promise<number> {
  const opened = await openFlow(side, source);
  await using terminal = opened.terminal;
  const joined: Reader[] = [];
  const counts: ByteCount[] = [];
  for (let reader = 1; reader < readers; reader++) {
    const count = new ByteCount();
    counts.push(count);
    joined.push(await terminal.join(count.take));
  }
  const startedAt = performance.now();
  const first = runFlow(side, source, opened);
  const ends = await Promise.all([
    first.then(() => performance.now()),
    ...counts.map((count) => count.reached(source.terminalBytes)),
  ]);
  for (const reader of joined) await reader[Symbol.asyncDispose]();
  return Math.max(...ends) - startedAt;
}

export const manyReaders: Figure = {
  name: "many-readers",
  async run({ sizes: { rounds, readers }, sources: { small } }) {
    await using bare = await startBare();
    await using dispatch = await Dispatch.start();
    const times = await interleaved(
      rounds,
      () => measure(bare, small, readers),
      () => measure(dispatch, small, readers),
    );
    const perReader = (ms: readonly number[]) => small.megabytes / (median(ms) / 1000);
    return [
      {
        figure: `${readers} readers, all together`,
        unit: "MB/s",
        bare: perReader(times.bare) * readers,
        dispatch: perReader(times.dispatch) * readers,
      },
      {
        figure: `${readers} readers, each`,
        unit: "MB/s",
        bare: perReader(times.bare),
        dispatch: perReader(times.dispatch),
      },
    ];
  },
};
