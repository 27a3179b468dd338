import { type Figure, atMost } from "../harness/figure.ts";
import { watchPeak } from "../harness/process-figures.ts";
import { MEGABYTE, type SourceFile } from "../harness/source-file.ts";
import { interleaved, medianOf } from "../harness/statistics.ts";
import { startBare } from "../sides/bare.ts";
import { Dispatch } from "../sides/dispatch.ts";
import type { Side } from "../sides/side.ts";
import { openFlow, runFlow } from "./flow.ts";

const GROWTH_LIMIT_MEGABYTES = 8;
/** As fast as alone, give or take what two runs differ by. */
const SLOWER_LIMIT = 1.15;

type Result = { readonly aloneMs: number; readonly besideMs: number; readonly growthMegabytes: number };

/** The same flow twice: first to a reader alone, then with a second reader that takes nothing. */
async function measure(side: Side, source: SourceFile): Promise<Result> {
  // The first one brings the server to the size that any such flow does.
  await watchedFlow(side, source, false);
  const alone = await watchedFlow(side, source, false);
  const beside = await watchedFlow(side, source, true);
  return {
    aloneMs: alone.ms,
    besideMs: beside.ms,
    growthMegabytes: Math.max(0, beside.peakBytes - alone.peakBytes) / MEGABYTE,
  };
}

async function watchedFlow(side: Side, source: SourceFile, withStopped: boolean) {
  const opened = await openFlow(side, source);
  await using terminal = opened.terminal;
  const peak = watchPeak(side.pid);
  if (!withStopped) {
    const { ms } = await runFlow(side, source, opened);
    return { ms, peakBytes: peak.stop() };
  }
  await using stopped = await terminal.join(() => undefined);
  stopped.stopReading();
  const { ms } = await runFlow(side, source, opened);
  return { ms, peakBytes: peak.stop() };
}

export const stoppedReader: Figure = {
  name: "stopped-reader",
  async run({ sizes: { rounds }, sources: { large } }) {
    const fresh = async (start: () => Promise<Side>) => {
      await using side = await start();
      return await measure(side, large);
    };
    const { bare, dispatch } = await interleaved(
      rounds,
      () => fresh(startBare),
      () => fresh(() => Dispatch.start()),
    );
    const growth = medianOf(dispatch, ({ growthMegabytes }) => growthMegabytes);
    const slower = (results: readonly Result[]) =>
      medianOf(results, ({ aloneMs, besideMs }) => besideMs / aloneMs);
    return [
      {
        figure: `growth for a stopped reader, ${large.megabytes} MB`,
        unit: "MB",
        bare: medianOf(bare, ({ growthMegabytes }) => growthMegabytes),
        dispatch: growth,
        target: atMost(growth, GROWTH_LIMIT_MEGABYTES),
      },
      {
        figure: "the running reader, time beside / alone",
        unit: "x",
        bare: slower(bare),
        dispatch: slower(dispatch),
        target: atMost(slower(dispatch), SLOWER_LIMIT),
      },
    ];
  },
};
