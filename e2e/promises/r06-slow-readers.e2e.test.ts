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
/** The same with and without stopped readers, or their cost could not be told from that of the flood. */
const BYTES = 500 * MIB * soak;
/** What readers that have stopped may cost the server, all three together. */
const GROWTH_LIMIT_BYTES = 32 * MIB;
const SAMPLE_EVERY_MS = 50;
const LIMIT_MS = 240_000 * soak;

type Memory = { readonly usual: number; readonly most: number };

/** The memory that the server occupies while the work goes on. */
async function memoryDuring(server: TestServer, work: () => Promise<void>): Promise<Memory> {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(residentBytes(server.pid)), SAMPLE_EVERY_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  // Of the second half: by then everything that could pile up has had the time to.
  const late = samples.slice(samples.length / 2).sort((a, b) => a - b);
  return { usual: late[Math.floor(late.length / 2)] ?? Infinity, most: Math.max(...samples) };
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
    const memoryAlone = await memoryDuring(server, async () => {
      ({ mibPerSecond: alone } = await readFlood("alone", BYTES, async () => undefined));
    });

    await using line = await ChaosProxy.start(server.url);
    const stopped: ReturnType<typeof follow>[] = [];
    let beside: Awaited<ReturnType<typeof readFlood>> | undefined;
    const memoryBeside = await memoryDuring(server, async () => {
      beside = await readFlood("beside", BYTES, async (sessionId) => {
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
    // Against the most without them: how late garbage is collected differs from run to run, and is nobody's debt.
    expect(memoryBeside.usual - memoryAlone.most).toBeLessThan(GROWTH_LIMIT_BYTES);
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
      `${mib(memoryAlone.usual)} MiB alone, ${mib(memoryBeside.usual)} MiB beside three stopped readers; ` +
        `${alone.toFixed(1)} MiB/s alone, ${beside.mibPerSecond.toFixed(1)} MiB/s beside them`,
    );
  },
);
