import { ByteCount } from "../harness/byte-count.ts";
import { type Figure, type Row, atMost } from "../harness/figure.ts";
import { pause } from "../harness/pause.ts";
import { interleaved, medianOf, percentile } from "../harness/statistics.ts";
import { startBare } from "../sides/bare.ts";
import { Dispatch } from "../sides/dispatch.ts";
import type { Side } from "../sides/side.ts";

/** Between two keys: far apart enough to be keys, and never in step with a timer of the server's. */
const KEY_PAUSE_MS = { least: 5, spread: 10 };
/** Keys before the first one that counts. */
const WARM_UP_KEYS = 40;

/** A line as a chatty build prints it, for ever. */
const flood =
  "exec yes 'a line of output that is about as long as those that compilers and tests print, number 42'";

/** From the key to the terminal's own echo of it, while `cat` waits for a whole line. */
async function echoTimes(side: Side, keystrokes: number): Promise<number[]> {
  const count = new ByteCount();
  await using terminal = await side.open("echo ready; exec cat", count.take);
  await count.reached("ready\r\n".length);
  const times: number[] = [];
  for (let key = -WARM_UP_KEYS; key < keystrokes; key++) {
    await pause(KEY_PAUSE_MS);
    const wanted = count.total + 1;
    const pressedAt = performance.now();
    terminal.write("k");
    const shownAt = await count.reached(wanted);
    if (key >= 0) times.push(shownAt - pressedAt);
  }
  return times;
}

async function echoTimesBesideFlood(side: Side, keystrokes: number): Promise<number[]> {
  await using _flood = await side.openApart(flood);
  return await echoTimes(side, keystrokes);
}

export const echo: Figure = {
  name: "echo",
  async run({ sizes: { rounds, keystrokes } }) {
    await using bare = await startBare();
    await using dispatch = await Dispatch.start();
    const idle = await interleaved(
      rounds,
      () => echoTimes(bare, keystrokes),
      () => echoTimes(dispatch, keystrokes),
    );
    const beside = await interleaved(
      rounds,
      () => echoTimesBesideFlood(bare, keystrokes),
      () => echoTimesBesideFlood(dispatch, keystrokes),
    );
    return [
      ...rows("echo", idle, {
        50: (bareMs, ms) => atMost(ms, bareMs + 0.4, "<= bare + 0.4"),
        99: (bareMs, ms) => atMost(ms, 1.7 * bareMs, "<= 1.7 x"),
      }),
      ...rows("echo beside a flood", beside, { 99: (bareMs, ms) => atMost(ms, 2.5 * bareMs, "<= 2.5 x") }),
    ];
  },
};

type Times = Awaited<ReturnType<typeof interleaved<number[]>>>;
type Judge = (bareMs: number, dispatchMs: number) => NonNullable<Row["target"]>;

function rows(figure: string, { bare, dispatch }: Times, judges: Readonly<Record<number, Judge>>): Row[] {
  return [50, 95, 99].map((percent) => {
    const [bareMs, dispatchMs] = [bare, dispatch].map((rounds) =>
      medianOf(rounds, (times) => percentile(times, percent)),
    ) as [number, number];
    const target = judges[percent]?.(bareMs, dispatchMs);
    return {
      figure: `${figure}, p${percent}`,
      unit: "ms",
      bare: bareMs,
      dispatch: dispatchMs,
      ...(target ? { target } : {}),
    };
  });
}
