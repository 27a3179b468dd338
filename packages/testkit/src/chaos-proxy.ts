import { once } from "node:events";
import { type AddressInfo, type Server, type Socket, connect, createServer } from "node:net";
import type { SeededRandom } from "./seeded-random.ts";

export type Misfortune = "delay" | "cut" | "half-close" | "stall";

/** How a troubled connection behaves: after so many bytes from the server something happens to it. */
export type Chaos = {
  readonly random: SeededRandom;
  readonly kinds: readonly Misfortune[];
  /** Bytes from the server between two misfortunes of one connection, at most. */
  readonly everyBytes: number;
};

const DELAY_LIMIT_MS = 30;
const STALL_LIMIT_MS = 400;

type Pair = { readonly client: Socket; readonly server: Socket };

/** A TCP proxy that does what networks do: on command, or by a seeded random. */
export class ChaosProxy implements AsyncDisposable {
  readonly misfortunes: Record<Misfortune, number> = { delay: 0, cut: 0, "half-close": 0, stall: 0 };
  bytesFromServer = 0;
  bytesFromClient = 0;
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #chaos: Chaos | undefined;
  #isStopped = false;
  #url = "";

  private constructor(targetPort: number, chaos?: Chaos) {
    this.#chaos = chaos;
    this.#server = createServer({ allowHalfOpen: true }, (client) => {
      const server = connect({ port: targetPort, host: "127.0.0.1", allowHalfOpen: true });
      this.#join({ client, server });
    });
  }

  static async start(url: string, chaos?: Chaos): Promise<ChaosProxy> {
    const proxy = new ChaosProxy(Number(new URL(url).port), chaos);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    proxy.#url = `http://127.0.0.1:${(proxy.#server.address() as AddressInfo).port}`;
    return proxy;
  }

  get url(): string {
    return this.#url;
  }

  get connections(): number {
    return this.#pairs.size;
  }

  /** Nothing more is read from the server: what a client looks like that has stopped reading. */
  stopReading(): void {
    this.#isStopped = true;
    for (const { server } of this.#pairs) server.pause();
  }

  readAgain(): void {
    this.#isStopped = false;
    for (const { server } of this.#pairs) server.resume();
  }

  /** Cuts every connection without a word. */
  cut(): void {
    for (const pair of [...this.#pairs]) this.#end(pair);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#server.close();
    this.cut();
    await once(this.#server, "close");
  }

  #join(pair: Pair) {
    const { client, server } = pair;
    this.#pairs.add(pair);
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on("error", () => this.#end(pair));
      socket.on("close", () => this.#end(pair));
    }
    client.on("data", (bytes) => {
      this.bytesFromClient += bytes.length;
      forward(bytes, client, server);
    });
    let budget = this.#budget();
    server.on("data", (bytes) => {
      this.bytesFromServer += bytes.length;
      budget -= bytes.length;
      forward(bytes, server, client, () => !this.#isStopped);
      if (budget <= 0) {
        budget = this.#budget();
        this.#strike(pair);
      }
    });
    client.on("end", () => server.end());
    server.on("end", () => client.end());
    if (this.#isStopped) server.pause();
  }

  #budget(): number {
    return this.#chaos ? this.#chaos.random.integer(1, this.#chaos.everyBytes) : Infinity;
  }

  #strike(pair: Pair) {
    const { random, kinds } = this.#chaos as Chaos;
    const kind = random.pick(kinds);
    this.misfortunes[kind] += 1;
    switch (kind) {
      case "delay":
        return this.#holdUp(pair, random.integer(1, DELAY_LIMIT_MS));
      case "stall":
        return this.#holdUp(pair, random.integer(DELAY_LIMIT_MS, STALL_LIMIT_MS));
      case "cut":
        return this.#end(pair);
      case "half-close":
        return void (random.chance(0.5) ? pair.client : pair.server).end();
    }
  }

  #holdUp({ server }: Pair, ms: number) {
    server.pause();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#isStopped) server.resume();
    }, ms);
    this.#timers.add(timer);
  }

  #end(pair: Pair) {
    if (!this.#pairs.delete(pair)) return;
    pair.client.destroy();
    pair.server.destroy();
  }
}

function forward(bytes: Buffer, from: Socket, to: Socket, mayResume = () => true) {
  if (to.destroyed || to.writableEnded || to.write(bytes)) return;
  from.pause();
  to.once("drain", () => mayResume() && from.resume());
}
