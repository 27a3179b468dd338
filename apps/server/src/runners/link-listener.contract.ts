import { once } from "node:events";
import type { Duplex } from "node:stream";
import { describe, expect, test } from "vitest";
import type { LinkListener } from "./link-listener.ts";

export type LinkUnderTest = AsyncDisposable & { readonly listener: LinkListener; dial(): Promise<Duplex> };

async function pair(it: LinkUnderTest): Promise<{ server: Duplex; runner: Duplex }> {
  const { promise, resolve } = Promise.withResolvers<Duplex>();
  await it.listener.listen(resolve);
  const runner = await it.dial();
  const server = await promise;
  for (const stream of [server, runner]) stream.on("error", () => undefined);
  return { server, runner };
}

async function read(stream: Duplex, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let got = 0;
  while (got < bytes) {
    const [part] = (await once(stream, "data")) as [Buffer];
    parts.push(part);
    got += part.length;
  }
  return Buffer.concat(parts);
}

/** What every way of carrying the link promises. */
export function linkListenerContract(name: string, open: () => Promise<LinkUnderTest>): void {
  describe(`${name} carries the link`, () => {
    test("bytes arrive in order and unchanged, in both directions", async () => {
      await using it = await open();
      const { server, runner } = await pair(it);
      const sent = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 7919) % 251));
      for (const [from, to] of [
        [runner, server],
        [server, runner],
      ] as const) {
        const arrived = read(to, sent.length);
        for (let at = 0; at < sent.length; at += 70_001) from.write(sent.subarray(at, at + 70_001));
        expect((await arrived).equals(sent)).toBe(true);
      }
    });

    test("a side that does not read makes the other side's writes wait", async () => {
      await using it = await open();
      const { server, runner } = await pair(it);
      server.pause();
      const chunk = Buffer.alloc(1024 * 1024);
      let written = 0;
      while (runner.write(chunk) && written < 64) written++;
      expect(written).toBeLessThan(64);
      const drained = once(runner, "drain");
      server.resume();
      await drained;
    });

    test("when one side goes, the other side is told", async () => {
      await using it = await open();
      const { server, runner } = await pair(it);
      const told = once(server, "close");
      server.resume();
      runner.destroy();
      await told;
    });

    test("closing the listener closes its connections", async () => {
      await using it = await open();
      const { runner } = await pair(it);
      const told = once(runner, "close");
      runner.resume();
      await it.listener[Symbol.asyncDispose]();
      await told;
      await expect(it.dial()).rejects.toThrow();
    });
  });
}
