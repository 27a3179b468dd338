import type { Buffer } from "node:buffer";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import {
  type ErrandAsk,
  type ErrandFailure,
  type ErrandFrame,
  errandFrame,
  errandJson,
  errandReader,
} from "@dispatch/protocol/errand-frames";
import { type ErrandName, errands } from "@dispatch/protocol/errands";
import { Problem } from "@dispatch/protocol/problems";
import type { ErrandHandlers } from "./errand.ts";
import { ErrandRun } from "./errand-run.ts";

/** How long errands have to take back what is half done when the server is gone. */
const FAREWELL_LIMIT_MS = 5_000;

type Needs = {
  readonly folder: string;
  readonly input: Readable;
  readonly output: Writable;
  readonly handlers: ErrandHandlers;
  /** Hears of what is a fault of ours. */
  readonly complain: (text: string) => void;
};

/** Reads what the server asks, does it side by side, and says how it went. */
export class Attendant {
  readonly #needs: Needs;
  readonly #running = new Map<number, { readonly run: ErrandRun; readonly done: Promise<void> }>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Resolves when the server has hung up and nothing is left half done. */
  async serve(): Promise<void> {
    const reader = errandReader();
    this.#needs.output.on("error", () => undefined); // the end of the input follows
    try {
      for await (const chunk of this.#needs.input as AsyncIterable<Buffer>)
        for (const frame of reader.push(chunk)) this.#receive(frame);
    } catch (error) {
      this.#needs.complain(`what came cannot be understood: ${String(error)}`);
    }
    const left = [...this.#running.values()];
    for (const { run } of left) run.cancel();
    const limit = new Promise((resolve) => setTimeout(resolve, FAREWELL_LIMIT_MS).unref());
    await Promise.race([Promise.all(left.map(({ done }) => done)), limit]);
  }

  #receive({ type, errand: number, body }: ErrandFrame): void {
    if (type === errandFrame.ask) return this.#begin(number, JSON.parse(body.toString("utf8")) as ErrandAsk);
    const run = this.#running.get(number)?.run;
    // What is done already hears no more.
    if (!run) return;
    if (type === errandFrame.bytes) run.arrive(body);
    else if (type === errandFrame.room) run.giveRoom(body.readUInt32BE());
    else if (type === errandFrame.agentAnswer) run.agentAnswered(body);
    else if (type === errandFrame.cancel) run.cancel();
  }

  #begin(number: number, ask: ErrandAsk): void {
    const { folder } = this.#needs;
    const output = { write: (...parts: Buffer[]) => this.#write(parts) };
    const run = new ErrandRun({ number, folder, password: ask.password, output });
    const done = this.#do(ask, run)
      .then(
        (answer) => errandJson(errandFrame.done, number, answer),
        (error: unknown) => errandJson(errandFrame.failed, number, this.#failure(error, run)),
      )
      .then(async (last) => {
        await run[Symbol.asyncDispose]();
        this.#running.delete(number);
        await this.#write([last]);
      });
    this.#running.set(number, { run, done });
  }

  async #do({ errand, params }: ErrandAsk, run: ErrandRun) {
    if (!(errand in errands)) throw new Error(`there is no errand ${errand}`);
    const name = errand as ErrandName;
    const handle = this.#needs.handlers[name] as (params: unknown, run: ErrandRun) => Promise<unknown>;
    const result = await handle(errands[name].params.parse(params), run);
    return { result, learnedHosts: await run.learnedHosts() };
  }

  #failure(error: unknown, run: ErrandRun): ErrandFailure {
    if (error instanceof Problem) {
      const { code, data, message: detail } = error as Problem;
      return { code, data, detail };
    }
    const { code, message, stack } = error as Error & { readonly code?: string };
    if (code === "ENOSPC" || code === "EDQUOT")
      return { code: "disk-full", data: {}, detail: "The disk is full, or your share of it." };
    if (!run.signal.aborted) this.#needs.complain(stack ?? message);
    return { code: "internal", data: {}, detail: message };
  }

  async #write(parts: readonly Buffer[]): Promise<void> {
    const { output } = this.#needs;
    if (output.destroyed) return;
    output.cork();
    let hasRoom = true;
    for (const part of parts) hasRoom = output.write(part);
    output.uncork();
    if (!hasRoom && !output.destroyed) await once(output, "drain").catch(() => undefined);
  }
}
