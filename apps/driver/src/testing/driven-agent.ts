import { randomUUID } from "node:crypto";
import { DriverItem } from "@dispatch/protocol/agent/driving";
import { within } from "@dispatch/testkit/until";
import type { Adapter, Agent, Answer, Begin } from "../agent.ts";

type Channel = DriverItem["channel"];
type ItemOf<C extends Channel> = Extract<DriverItem, { channel: C }>;
export type PayloadOf<C extends Channel> = ItemOf<C>["payload"];

/** An agent as its adapter drives it, and everything that was said of it. */
export class DrivenAgent {
  readonly items: DriverItem[] = [];
  /** What is not an item of ours. */
  readonly faults: string[] = [];
  readonly #waiting = new Set<() => void>();
  #agent: Agent | undefined;
  /** `after` looks at what comes behind what was found last. */
  #seen = 0;

  static async begin(
    adapter: Adapter,
    begin: Omit<Begin, "type" | "env" | "watchEveryTool"> & Partial<Begin>,
    env: Record<string, string> = {},
  ): Promise<DrivenAgent> {
    const driven = new DrivenAgent();
    driven.#agent = await adapter({
      begin: { type: "begin", env: {}, watchEveryTool: true, ...begin },
      env: { PATH: process.env["PATH"] ?? "", HOME: begin.cwd, ...env },
      emit: (item) => driven.#take(item),
      room: async () => undefined,
      complain: (text) => driven.faults.push(text),
    });
    return driven;
  }

  get agent(): Agent {
    if (!this.#agent) throw new Error("it has not begun");
    return this.#agent;
  }

  /** Hands over a prompt and gives its id. */
  async prompt(text: string, more: { isSteering?: boolean } = {}): Promise<string> {
    const messageId = randomUUID();
    await this.agent.prompt({ type: "prompt", messageId, text, ...more });
    return messageId;
  }

  async answer(askId: string, answer: Omit<Answer, "type" | "askId">): Promise<void> {
    await this.agent.answer({ type: "answer", askId, ...answer });
  }

  /** The next item on a channel, behind the one that was found last. */
  async next<C extends Channel>(channel: C, fits: (payload: PayloadOf<C>) => boolean = () => true) {
    const find = () => {
      const at = this.items.findIndex(
        (item, index) =>
          index >= this.#seen && item.channel === channel && fits(item.payload as PayloadOf<C>),
      );
      if (at < 0) return undefined;
      this.#seen = at + 1;
      return this.items[at]?.payload as PayloadOf<C>;
    };
    return within(
      `${channel} among ${JSON.stringify(this.items.slice(this.#seen).slice(-5))}`,
      this.#found(find),
    );
  }

  /** Prompts, and waits for the end of the turn that answers. */
  async turn(text: string): Promise<PayloadOf<"driver:turn-ended">> {
    const messageId = await this.prompt(text);
    return this.next("driver:turn-ended", ({ messageIds }) => messageIds.includes(messageId));
  }

  on<C extends Channel>(channel: C): PayloadOf<C>[] {
    return this.items
      .filter((item) => item.channel === channel)
      .map(({ payload }) => payload as PayloadOf<C>);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#agent?.close();
  }

  #take(item: DriverItem) {
    const parsed = DriverItem.safeParse(item);
    if (!parsed.success) this.faults.push(`${JSON.stringify(item)}: ${parsed.error.message}`);
    this.items.push(item);
    for (const look of [...this.#waiting]) look();
  }

  #found<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }
}
