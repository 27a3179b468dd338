import { createHash } from "node:crypto";
import { Account } from "@dispatch/testkit/account";
import { ChaosProxy } from "@dispatch/testkit/chaos-proxy";
import { readExport } from "@dispatch/testkit/export-receipt";
import { Flood } from "@dispatch/testkit/flood";
import { type FollowerKind, follow } from "@dispatch/testkit/followers";
import { randomOf } from "@dispatch/testkit/seeded-random";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { TestServer } from "@dispatch/testkit/test-server";
import { soak, until, within } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

const MIB = 1024 * 1024;
const BYTES = 24 * MIB * soak;
const FOLLOWERS = 12;
const kinds: readonly FollowerKind[] = ["socket", "live", "sse"];
const LIMIT_MS = 120_000 * soak;

test(
  "R3: followers at random cursors, through a line that delays, stalls, cuts and half-closes, see each event once and in order",
  { timeout: LIMIT_MS },
  async (context) => {
    const random = randomOf(context);
    using folder = temporaryFolder();
    await using server = await TestServer.start();
    const owner = await Account.register(server.url);
    await using line = await ChaosProxy.start(server.url, {
      random: random.fork(),
      kinds: ["delay", "cut", "half-close", "stall"],
      everyBytes: 3 * MIB,
    });
    const flood = await Flood.start(owner, {
      seed: random.integer(1, 1e9),
      leastBytes: BYTES,
      folder: folder.path,
    });
    await using stack = new AsyncDisposableStack();

    // They come one by one while output runs, each with its own idea of what it has seen.
    const followers = [];
    for (let number = 0; number < FOLLOWERS; number += 1) {
      const { lastSeq } = await owner.session(flood.id);
      const kind = random.pick(kinds);
      const window =
        kind === "socket" && random.chance(0.5) ? { window: random.integer(16, 1024) * 1024 } : {};
      const after = random.chance(0.2) ? lastSeq : random.integer(0, lastSeq);
      followers.push(
        stack.use(follow(kind, { url: line.url, token: owner.token, sessionId: flood.id, after, ...window })),
      );
      await until("more output", async () => (await owner.session(flood.id)).lastSeq > lastSeq);
    }
    flood.stop();
    const { lastSeq } = await owner.ended(flood.id, LIMIT_MS);
    for (const { kind, receipt } of followers) {
      await within(
        `the end for the follower over ${kind}`,
        receipt.reached(({ ended }) => ended),
        LIMIT_MS,
      );
    }

    const expected = followers.map(({ receipt }) => ({ after: receipt.after, hash: createHash("sha256") }));
    const whole = await readExport(owner, flood.id, (event) => {
      if (event.channel !== "terminal:output") return;
      const bytes = Buffer.from(event.payload, "base64");
      for (const { after, hash } of expected) if (event.seq > after) hash.update(bytes);
    });
    expect({ bytes: whole.bytes, sha256: whole.sha256 }).toEqual(flood.result);
    expect(
      followers.map(({ receipt }) => ({
        lastSeq: receipt.lastSeq,
        sha256: receipt.sha256,
        faults: receipt.faults,
      })),
    ).toEqual(expected.map(({ hash }) => ({ lastSeq, sha256: hash.digest("hex"), faults: [] })));
    // The line was as bad as it was meant to be.
    for (const [kind, count] of Object.entries(line.misfortunes))
      expect([kind, count > 0]).toEqual([kind, true]);
  },
);
