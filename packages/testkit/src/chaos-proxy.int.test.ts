import { once } from "node:events";
import { type AddressInfo, type Socket, connect, createServer } from "node:net";
import { expect, test } from "vitest";
import { type Chaos, ChaosProxy } from "./chaos-proxy.ts";
import { SeededRandom } from "./seeded-random.ts";
import { until } from "./until.ts";

const MIB = 1024 * 1024;
const chaos = (kinds: Chaos["kinds"]): Chaos => ({
  random: new SeededRandom(3),
  kinds,
  everyBytes: 256 * 1024,
});

/** A server that greets everybody with so many bytes, and a proxy before it. */
async function proxied(bytes: number, trouble?: Chaos) {
  const stack = new AsyncDisposableStack();
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (data) => socket.write(data));
    socket.write(Buffer.alloc(bytes, 7));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stack.defer(() => {
    for (const client of clients) client.destroy();
    server.close();
  });
  const proxy = stack.use(
    await ChaosProxy.start(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, trouble),
  );
  const dial = () =>
    stack.adopt(connect(Number(new URL(proxy.url).port), "127.0.0.1"), (socket) => void socket.destroy());
  return { stack, proxy, dial };
}

/** Reads until the wanted bytes came or the line is gone, and says how many they were. */
function received(socket: Socket, wanted: number): Promise<number> {
  return new Promise((resolve) => {
    let bytes = 0;
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(bytes));
    socket.on("data", (data) => {
      bytes += data.length;
      if (bytes >= wanted) resolve(bytes);
    });
  });
}

test("without trouble everything passes in both directions", async () => {
  const { stack, dial, proxy } = await proxied(MIB);
  await using _ = stack;
  const socket = dial();
  const all = received(socket, MIB + 5);
  socket.write("hello");
  expect(await all).toBe(MIB + 5);
  expect([proxy.bytesFromClient, proxy.bytesFromServer]).toEqual([5, MIB + 5]);
});

test("delays and stalls lose nothing", async () => {
  const { stack, dial, proxy } = await proxied(2 * MIB, chaos(["delay", "stall"]));
  await using _ = stack;
  expect(await received(dial(), 2 * MIB)).toBe(2 * MIB);
  expect(proxy.misfortunes.delay + proxy.misfortunes.stall).toBeGreaterThan(0);
});

test("cuts and half-closes end the connection in the middle", async () => {
  for (const kind of ["cut", "half-close"] as const) {
    const { stack, dial, proxy } = await proxied(4 * MIB, chaos([kind]));
    await using _ = stack;
    expect(await received(dial(), 4 * MIB)).toBeLessThan(4 * MIB);
    expect(proxy.misfortunes[kind]).toBeGreaterThan(0);
  }
});

test("a proxy that has stopped reading lets the server wait, and goes on where it was", async () => {
  const bytes = 32 * MIB;
  const { stack, dial, proxy } = await proxied(bytes);
  await using _ = stack;
  const all = received(dial(), bytes);
  await until("first bytes", () => proxy.bytesFromServer > 0);
  proxy.stopReading();
  expect(proxy.bytesFromServer).toBeLessThan(bytes);
  proxy.readAgain();
  expect(await all).toBe(bytes);
  expect(proxy.bytesFromServer).toBe(bytes);
});
