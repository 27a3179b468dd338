import { randomUUID } from "node:crypto";
import type { AskAnswer, DriverItem } from "@dispatch/protocol/agent/driving";

type Ask = Omit<Extract<DriverItem, { channel: "driver:ask" }>["payload"], "askId">;

/** What an agent has asked and waits for. */
export class Asks {
  readonly #emit: (item: DriverItem) => void;
  readonly #open = new Map<string, (answer: AskAnswer | undefined) => void>();

  constructor(emit: (item: DriverItem) => void) {
    this.#emit = emit;
  }

  /** The answer, or nothing where it was withdrawn. */
  ask(ask: Ask, signal?: AbortSignal): Promise<AskAnswer | undefined> {
    if (signal?.aborted) return Promise.resolve(undefined);
    const askId = randomUUID();
    const { promise, resolve } = Promise.withResolvers<AskAnswer | undefined>();
    this.#open.set(askId, resolve);
    signal?.addEventListener("abort", () => this.#withdraw(askId), { once: true });
    this.#emit({ channel: "driver:ask", payload: { askId, ...ask } });
    return promise;
  }

  /** An answer to what is not asked any more changes nothing. */
  answer(askId: string, answer: AskAnswer): void {
    this.#open.get(askId)?.(answer);
    this.#open.delete(askId);
  }

  withdrawAll(): void {
    for (const askId of [...this.#open.keys()]) this.#withdraw(askId);
  }

  #withdraw(askId: string) {
    const settle = this.#open.get(askId);
    if (!settle) return;
    this.#open.delete(askId);
    this.#emit({ channel: "driver:withdrawn", payload: { askId } });
    settle(undefined);
  }
}
