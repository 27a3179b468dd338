import { ByteCount } from "../harness/byte-count.ts";
import { type Figure, atMost } from "../harness/figure.ts";
import { median } from "../harness/statistics.ts";
import { Dispatch } from "../sides/dispatch.ts";
import { type History, makeHistory } from "./history.ts";

/** What a reader has missed while its connection was cut. */
const MISSED_BYTES = 64 * 1024;
const LIMIT_MS = 10;

export const resume: Figure = {
  name: "resume",
  async run({ sizes, sources: { large } }) {
    await using dispatch = await Dispatch.start();
    const history = await makeHistory(dispatch, large, 1);
    const { afterSeq, bytes } = cursorBefore(history, MISSED_BYTES);
    const { runId } = history;
    const fresh: number[] = [];
    const open: number[] = [];
    for (let attach = 0; attach < sizes.attaches; attach++) {
      const startedAt = performance.now();
      await using connection = await dispatch.connect();
      const connectedAt = performance.now();
      const count = new ByteCount();
      await connection.attach({ runId, afterSeq }, { onOutput: count.take });
      const doneAt = await count.reached(bytes);
      fresh.push(doneAt - startedAt);
      open.push(doneAt - connectedAt);
    }
    return [
      {
        figure: "resume by cursor, last 64 KiB",
        unit: "ms",
        dispatch: median(open),
        target: atMost(median(open), LIMIT_MS),
      },
      {
        figure: "resume by cursor, connecting too",
        unit: "ms",
        dispatch: median(fresh),
        target: atMost(median(fresh), LIMIT_MS),
      },
    ];
  },
};

/** The cursor behind which at least `wanted` bytes follow. */
function cursorBefore({ events }: History, wanted: number): { afterSeq: number; bytes: number } {
  let bytes = 0;
  for (const event of events.toReversed()) {
    bytes += event.bytes;
    if (bytes >= wanted) return { afterSeq: event.seq - 1, bytes };
  }
  throw new Error(`the history is shorter than ${wanted} bytes`);
}
