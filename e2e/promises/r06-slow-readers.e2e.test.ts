import { join } from "node:path";
import { Account } from "@dispatch/testkit/account";
import { ChaosProxy } from "@dispatch/testkit/chaos-proxy";
import { Flood } from "@dispatch/testkit/flood";
import { follow } from "@dispatch/testkit/followers";
import { residentBytes } from "@dispatch/testkit/processes";
import { randomOf } from "@dispatch/testkit/seeded-random";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { TestServer } from "@dispatch/testkit/test-server";
import { soak, until, within } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

const MIB = 1024 * 1024;
const ALONE_BYTES = 200 * MIB * soak;
const BESIDE_BYTES = 500 * MIB * soak;
/** What readers that have stopped may cost the server, all three together. */
const GROWTH_LIMIT_BYTES = 32 * MIB;
const SAMPLE_EVERY_MS = 50;
const LIMIT_MS = 240_000 * soak;

/** The most memory the server occupies while the work goes on. */
async function peakDuring(server: TestServer, work: () => Promise<void>): Promise<number> {
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, residentBytes(server.pid))), SAMPLE_EVERY_MS);
  try {
    await work();
    return peak;
  } finally {
    clearInterval(timer);
  }
}

test(
  "R6: readers that stop reading cost little memory, slow nobody, and catch up when they read again",
  { timeout: LIMIT_MS },
  async (context) => {
    const random = randomOf(context);
    using folder = temporaryFolder();
    await using server = await TestServer.start();
    const owner = await Account.register(server.url);
    await using stack = new AsyncDisposableStack();

    /** A flood that one reader follows to its end; what the reader got is compared with what was written. */
    async function readFlood(
      name: string,
      leastBytes: number,
      meanwhile: (sessionId: string) => Promise<void>,
    ) {
      const flood = await Flood.start(owner, {
        seed: random.integer(1, 1e9),
        leastBytes,
        folder: join(folder.path, name),
      });
      await meanwhile(flood.id);
      const startedAt = performance.now();
      const reader = stack.use(
        follow("socket", { url: server.url, token: owner.token, sessionId: flood.id }),
      );
      flood.stop();
      await within(
        "the running reader's end",
        reader.receipt.reached(({ ended }) => ended),
        LIMIT_MS,
      );
      const { bytes, sha256, faults } = reader.receipt;
      expect({ bytes, sha256, faults }).toEqual({ ...flood.result, faults: [] });
      return { flood, mibPerSecond: bytes / MIB / ((performance.now() - startedAt) / 1000) };
    }

    let alone = 0;
    const peakAlone = await peakDuring(server, async () => {
      ({ mibPerSecond: alone } = await readFlood("alone", ALONE_BYTES, async () => undefined));
    });

    await using line = await ChaosProxy.start(server.url);
    const stopped: ReturnType<typeof follow>[] = [];
    let beside: Awaited<ReturnType<typeof readFlood>> | undefined;
    const peakBeside = await peakDuring(server, async () => {
      beside = await readFlood("beside", BESIDE_BYTES, async (sessionId) => {
        const options = { url: line.url, token: owner.token, sessionId };
        stopped.push(
          follow("socket", options),
          follow("socket", { ...options, window: 4 * MIB }),
          follow("sse", options),
        );
        for (const follower of stopped) stack.use(follower);
        await until("readers that have begun", () => stopped.every(({ receipt }) => receipt.bytes > 0));
        line.stopReading();
      });
    });
    expect(peakBeside - peakAlone).toBeLessThan(GROWTH_LIMIT_BYTES);
    if (!beside) throw new Error("there was no flood beside stopped readers");

    // They stood still all the time, and then read on from where they were.
    for (const { receipt } of stopped) expect(receipt.ended).toBe(false);
    line.readAgain();
    for (const { kind, receipt } of stopped) {
      await within(
        `the end for the stopped reader over ${kind}`,
        receipt.reached(({ ended }) => ended),
        LIMIT_MS,
      );
      const { bytes, sha256, faults } = receipt;
      expect({ bytes, sha256, faults }).toEqual({ ...beside.flood.result, faults: [] });
    }
    const mib = (bytes: number) => Math.round(bytes / MIB);
    console.info(
      `peak ${mib(peakAlone)} MiB alone, ${mib(peakBeside)} MiB beside three stopped readers; ` +
        `${alone.toFixed(1)} MiB/s alone, ${beside.mibPerSecond.toFixed(1)} MiB/s beside them`,
    );
  },
);
