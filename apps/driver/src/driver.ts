import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { createInterface, type Interface } from "node:readline";
import { DriverCommand, type AdapterName, type DriverItem } from "@dispatch/protocol/agent/driving";
import type { Adapter, Agent, Begin } from "./agent.ts";
import { AgentFailure } from "./agent-failure.ts";
import { Gatherer } from "./gatherer.ts";

type Needs = {
  readonly input: Readable;
  readonly output: Writable;
  readonly adapters: Readonly<Partial<Record<AdapterName, () => Promise<Adapter>>>>;
  /** The environment that the runner made for the session. */
  readonly env: Readonly<Record<string, string>>;
  readonly complain: (text: string) => void;
};

/** Speaks with the runner by lines, and lets one agent do what it is told, in the order it is told. */
export class Driver {
  readonly #needs: Needs;
  readonly #gatherer: Gatherer;
  readonly #lines: Interface;
  #agent: Agent | undefined;
  #hasFailed = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#gatherer = new Gatherer((item) => this.#write(item));
    this.#lines = createInterface({ input: needs.input });
  }

  /** Until nobody speaks to it any more, or the agent has failed. */
  async serve(): Promise<void> {
    this.#needs.output.on("error", () => undefined); // nobody listens: the end of the input follows
    this.#needs.input.once("close", () => this.#lines.close());
    try {
      for await (const line of this.#lines) {
        const command = commandOf(line);
        if (!command) this.#needs.complain("a line that is no command was left out");
        else await this.#obey(command).catch((error: unknown) => this.#fail(error));
        if (this.#hasFailed) break;
      }
    } finally {
      this.#lines.close();
      await this.#closeAgent();
      this.#gatherer.flush();
    }
  }

  async #closeAgent(): Promise<void> {
    const agent = this.#agent;
    this.#agent = undefined;
    await agent?.close();
  }

  async #obey(command: DriverCommand): Promise<void> {
    if (command.type === "begin") {
      this.#agent = await this.#begin(command);
      return;
    }
    const agent = this.#agent;
    if (!agent) throw new Error(`"${command.type}" came before "begin"`);
    switch (command.type) {
      case "prompt":
        return agent.prompt(command);
      case "answer":
        return agent.answer(command);
      case "interrupt":
        return agent.interrupt();
      case "set-model":
        return agent.setModel(command.model);
      case "set-mode":
        return agent.setMode(command.mode);
    }
  }

  async #begin(begin: Begin): Promise<Agent> {
    const { adapters, env, complain } = this.#needs;
    const adapter = await adapters[begin.adapter]?.();
    if (!adapter) throw new Error(`there is no adapter "${begin.adapter}"`);
    return adapter({
      begin,
      env: { ...env, ...begin.env },
      emit: (item) => this.#emit(item),
      room: () => this.#room(),
      complain,
    });
  }

  /** The last thing that is said: what the agent had begun ends before it. */
  async #fail(error: unknown): Promise<void> {
    await this.#closeAgent();
    if (!(error instanceof AgentFailure)) this.#needs.complain(String(error));
    const fault =
      error instanceof AgentFailure
        ? error.fault
        : {
            code: "agent-failed" as const,
            detail: error instanceof Error ? error.message.slice(0, 2000) : "",
          };
    this.#emit({ channel: "driver:failed", payload: fault });
  }

  #emit(item: DriverItem) {
    if (this.#hasFailed) return;
    if (item.channel === "driver:failed") {
      this.#hasFailed = true;
      this.#needs.input.destroy();
    }
    this.#gatherer.take(item);
  }

  #write(item: DriverItem) {
    this.#needs.output.write(`${JSON.stringify(item)}\n`);
  }

  async #room() {
    if (this.#needs.output.writableNeedDrain) await once(this.#needs.output, "drain");
  }
}

/** Nothing of a line that cannot be read is repeated: it may hold what people say. */
function commandOf(line: string): DriverCommand | undefined {
  try {
    return DriverCommand.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
