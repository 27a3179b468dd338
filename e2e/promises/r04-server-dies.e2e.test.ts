import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Account } from "@dispatch/testkit/account";
import { readExport } from "@dispatch/testkit/export-receipt";
import { Flood } from "@dispatch/testkit/flood";
import { follow, type Follower, type FollowerKind } from "@dispatch/testkit/followers";
import { type SeededRandom, randomOf } from "@dispatch/testkit/seeded-random";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { TestServer } from "@dispatch/testkit/test-server";
import { soak, until, within } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

const MIB = 1024 * 1024;
const KILLS = 20 * soak;
const BYTES_PER_TERMINAL = 52 * MIB * soak;
/** One terminal each. Together they read everything over every way there is. */
const readersOf: readonly (readonly FollowerKind[])[] = [
  ["socket", "sse"],
  ["socket", "cli"],
  ["live", "sse"],
  ["socket", "cli"],
];
const LIMIT_MS = 240_000 * soak;

test(
  "R1, R4: no byte is lost, doubled or moved when the server is killed again and again under a flood",
  { timeout: LIMIT_MS },
  async (context) => {
    const random = randomOf(context);
    using folder = temporaryFolder();
    await using server = await TestServer.start();
    const owner = await Account.register(server.url);

    const floods = await Promise.all(
      readersOf.map((_, index) =>
        Flood.start(owner, {
          seed: random.integer(1, 1e9),
          leastBytes: BYTES_PER_TERMINAL,
          folder: join(folder.path, String(index)),
        }),
      ),
    );
    await using followers = new AsyncDisposableStack();
    const readers = floods.flatMap((flood, index) =>
      (readersOf[index] ?? []).map((kind) => ({
        flood,
        follower: followers.use(follow(kind, { url: server.url, token: owner.token, sessionId: flood.id })),
      })),
    );
    await until("a CLI that has begun to print", () =>
      readers.every(({ follower }) => follower.receipt.bytes > 0),
    );
    const [runner] = server.runnerPids;

    for (let kill = 0; kill < KILLS; kill += 1) {
      await killAtSomeMoment(
        server,
        random,
        readers.map(({ follower }) => follower),
      );
    }
    expect(server.runnerPids).toEqual([runner]);
    for (const flood of floods) flood.stop();

    for (const { flood, follower } of readers) {
      await within(
        `the end for the follower over ${follower.kind}`,
        follower.receipt.reached(({ ended }) => ended),
        LIMIT_MS / 2,
      );
      const { bytes, sha256 } = follower.receipt;
      expect({ kind: follower.kind, bytes, sha256 }).toEqual({ kind: follower.kind, ...flood.result });
      expect(follower.receipt.faults).toEqual([]);
    }
    for (const flood of floods) {
      const exported = await readExport(owner, flood.id);
      expect({ bytes: exported.bytes, sha256: exported.sha256, faults: exported.faults }).toEqual({
        ...flood.result,
        faults: [],
      });
      expect(await owner.session(flood.id)).toMatchObject({
        status: "ended",
        outcome: "completed",
        exitCode: 0,
        lastSeq: exported.lastSeq,
      });
    }
    const total = floods.reduce((sum, flood) => sum + flood.result.bytes, 0);
    expect(total).toBeGreaterThanOrEqual(200 * MIB);
    const connections = readers.map(({ follower }) => `${follower.kind} ${follower.connections}`).join(", ");
    console.info(`${KILLS} kills, ${Math.round(total / MIB)} MiB; connections: ${connections}`);
  },
);

/** While it starts, right after it is ready, or in the middle of serving. */
async function killAtSomeMoment(server: TestServer, random: SeededRandom, followers: readonly Follower[]) {
  const moment = random.next();
  if (moment < 0.2) {
    await pause(random.integer(0, 150));
  } else {
    await server.ready();
    // Under load: somebody has received something of this server before it goes.
    const before = followers.map(({ receipt }) => receipt.bytes);
    await until("output after a restart", () =>
      followers.some(({ receipt }, index) => receipt.bytes > (before[index] ?? 0)),
    );
    await pause(random.integer(0, 150));
  }
  await server.kill();
  server.launch();
}
