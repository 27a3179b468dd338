import { setTimeout as sleep } from "node:timers/promises";
import { type Figure, type Row, atMost } from "../harness/figure.ts";
import { proportionalBytes } from "../harness/process-figures.ts";
import { MEGABYTE } from "../harness/source-file.ts";
import { startBare } from "../sides/bare.ts";
import { Dispatch } from "../sides/dispatch.ts";
import type { Side } from "../sides/side.ts";

/**
 * V8 collects what is left over some seconds after the work, and Dispatch puts the screen of a terminal away after
 * half a minute of silence: only then are sessions idle.
 */
const SETTLE_MS = { bare: 12_000, dispatch: 40_000 };
const LIMIT_KIBIBYTES = 250;

const idleShell = "printf '$ '; exec sleep 100000";

/** Memory in both processes after each number of sessions, none first. */
async function measure(
  side: Side,
  numbers: readonly number[],
  settleMs: number,
  say: (line: string) => void,
): Promise<number[]> {
  const bytes: number[] = [];
  let opened = 0;
  for (const number of [0, ...numbers]) {
    for (; opened < number; opened++) await side.openIdle(idleShell);
    say(`memory with ${number} sessions`);
    await sleep(settleMs);
    bytes.push(proportionalBytes(await side.pids()));
  }
  return bytes;
}

export const memory: Figure = {
  name: "memory",
  async run({ sizes: { idleSessions }, say }) {
    const bare = await measured(startBare, SETTLE_MS.bare);
    const dispatch = await measured(() => Dispatch.start(), SETTLE_MS.dispatch);
    async function measured(start: () => Promise<Side>, settleMs: number) {
      await using side = await start();
      return await measure(side, idleSessions, settleMs, say);
    }
    const perSession = (bytes: readonly number[], index: number) =>
      (bytes[index + 1]! - bytes[0]!) / idleSessions[index]! / 1024;
    return [
      {
        figure: "memory without sessions",
        unit: "MB",
        bare: bare[0]! / MEGABYTE,
        dispatch: dispatch[0]! / MEGABYTE,
      },
      ...idleSessions.map((number, index): Row => {
        const kibibytes = perSession(dispatch, index);
        return {
          figure: `memory per idle session, ${number}`,
          unit: "KiB",
          bare: perSession(bare, index),
          dispatch: kibibytes,
          target: atMost(kibibytes, LIMIT_KIBIBYTES),
        };
      }),
    ];
  },
};
