import { type Figure, type Row, atMost } from "../harness/figure.ts";
import { removeFolder, inMemory, makeFolder } from "../harness/owned.ts";
import { makeSourceFile } from "../harness/source-file.ts";
import { median } from "../harness/statistics.ts";
import { Dispatch } from "../sides/dispatch.ts";
import { makeHistory } from "./history.ts";

const LIMIT_MS = 25;
/** "Flat": so much more than after no history at all is noise. */
const FLAT_MS = 10;
/** As large as a part of the history may be without a file of its size. */
const PART_MEGABYTES = 100;

const ignore = { onOutput: () => undefined };

export const reattach: Figure = {
  name: "reattach",
  async run({ sizes, say }) {
    const folder = makeFolder(inMemory);
    const rows: Row[] = [];
    let withoutHistoryMs: number | undefined;
    for (const megabytes of sizes.historyMegabytes) {
      say(`reattach after ${megabytes} MB`);
      const part = makeSourceFile(folder, Math.max(1, Math.min(megabytes, PART_MEGABYTES)));
      await using dispatch = await Dispatch.start();
      const { runId } = await makeHistory(dispatch, part, megabytes / part.megabytes);
      const fresh: number[] = [];
      const open: number[] = [];
      for (let attach = 0; attach < sizes.attaches; attach++) fresh.push(await attachFresh(dispatch, runId));
      await using connection = await dispatch.connect();
      for (let attach = 0; attach < sizes.attaches; attach++) {
        const startedAt = performance.now();
        await connection.attach({ runId, screen: true }, ignore);
        open.push(performance.now() - startedAt);
        await connection.detach(runId);
      }
      const ms = median(fresh);
      withoutHistoryMs ??= ms;
      const limitMs = Math.min(LIMIT_MS, withoutHistoryMs + FLAT_MS);
      rows.push(
        {
          figure: `screen, fresh client, ${megabytes} MB`,
          unit: "ms",
          dispatch: ms,
          target: atMost(ms, limitMs, `<= ${LIMIT_MS}, flat`),
        },
        { figure: `screen, the first after ${megabytes} MB`, unit: "ms", dispatch: fresh[0] as number },
        { figure: `screen, open connection, ${megabytes} MB`, unit: "ms", dispatch: median(open) },
      );
    }
    await removeFolder(folder);
    return rows;
  },
};

/** From nothing to a screen that can be drawn: connect, sign in, attach. */
async function attachFresh(dispatch: Dispatch, runId: string): Promise<number> {
  const startedAt = performance.now();
  await using connection = await dispatch.connect();
  const { screen } = await connection.attach({ runId, screen: true }, ignore);
  const ms = performance.now() - startedAt;
  if (!screen?.text.includes("done")) throw new Error("the screen does not show the last line");
  return ms;
}
