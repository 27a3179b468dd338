import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turnOfLoop } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { AskAnswer, DriverItem } from "@dispatch/protocol/agent/driving";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { within } from "@dispatch/testkit/until";
import type { Agent, AgentNeeds } from "../agent.ts";

/** One step of a recording: a word on the wire between an adapter and its agent, or what the adapter was told meanwhile. */
export type Step =
  | { readonly to: unknown }
  | { readonly from: unknown }
  | { readonly begin: { readonly conversationId?: string } }
  | { readonly prompted: { readonly messageId: string; readonly text: string } }
  /** By its number among all that was asked: its id is another one each time. */
  | { readonly answered: AskAnswer & { readonly ask: number } }
  | { readonly interrupted: true };

/** The agent's end of the wire. */
export type Wire = {
  readonly hear: (word: unknown) => void;
  readonly onSaid: (take: (word: unknown) => void) => void;
};

export type Connect = (needs: AgentNeeds, wire: Wire) => Promise<Agent>;

const WORD_LIMIT_MS = 10_000;
/** Stands in recordings for the folder that the agent worked in. */
export const WORKSPACE = "/workspace";

export function casesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

export function stepsOf(folder: string, name: string): Step[] {
  const lines = readFileSync(join(folder, name, "messages.jsonl"), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => JSON.parse(line) as Step);
}

/** What the adapter says when its agent says what it said then. Throws where the agent would have been told something else. */
export class Replay implements AsyncDisposable {
  readonly items: DriverItem[] = [];
  readonly prompted: string[] = [];
  readonly answered = new Set<string>();
  readonly #connect: Connect;
  readonly #folder = temporaryFolder();
  readonly #heard: unknown[] = [];
  #whenHeard = Promise.withResolvers<void>();
  #say: (word: unknown) => void = () => undefined;
  #agent: Promise<Agent> | undefined;

  constructor(connect: Connect) {
    this.#connect = connect;
  }

  async play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.#step(this.#placed(step));
    await turnOfLoop();
  }

  /** Ended; gives what it said, with names and places that are always the same. */
  async end(): Promise<DriverItem[]> {
    await (await this.#agent)?.close();
    if (this.#heard.length > 0) throw new Error(`more was said: ${JSON.stringify(this.#heard)}`);
    const names = new Map<string, string>();
    const text = JSON.stringify(this.items)
      .replaceAll(this.#folder.path, WORKSPACE)
      .replace(/(?!0{8})[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
        const name = names.get(id) ?? `ffffffff-0000-4000-8000-${String(names.size + 1).padStart(12, "0")}`;
        names.set(id, name);
        return name;
      });
    return JSON.parse(text) as DriverItem[];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#agent)?.close();
    this.#folder[Symbol.dispose]();
  }

  async #step(step: Step): Promise<void> {
    if ("begin" in step) {
      const { path: cwd } = this.#folder;
      this.#agent = this.#connect(
        {
          begin: {
            type: "begin",
            adapter: "acp",
            command: ["recorded"],
            env: {},
            cwd,
            watchEveryTool: true,
            ...step.begin,
          },
          env: {},
          emit: (item) => void this.items.push(item),
          room: () => Promise.resolve(),
          complain: () => undefined,
        },
        { hear: (word) => this.#hear(word), onSaid: (take) => (this.#say = take) },
      );
      return;
    }
    if ("to" in step) return this.#expect(step.to);
    // What the last word has led to comes before the next one.
    await turnOfLoop();
    if ("from" in step) return this.#say(step.from);
    const agent = await this.#agent;
    if ("prompted" in step) {
      this.prompted.push(step.prompted.messageId);
      void agent?.prompt({ type: "prompt", ...step.prompted });
    } else if ("answered" in step) {
      const { ask, ...answer } = step.answered;
      const asked = this.items.filter(({ channel }) => channel === "driver:ask")[ask];
      if (asked?.channel !== "driver:ask") throw new Error(`ask ${ask} never came`);
      this.answered.add(asked.payload.askId);
      void agent?.answer({ type: "answer", askId: asked.payload.askId, ...answer });
    } else void agent?.interrupt();
  }

  #hear(word: unknown) {
    this.#heard.push(JSON.parse(JSON.stringify(word)));
    this.#whenHeard.resolve();
    this.#whenHeard = Promise.withResolvers();
  }

  async #expect(word: unknown) {
    const wanted = JSON.stringify(word);
    if (this.#heard.length === 0) await within(wanted, this.#whenHeard.promise, WORD_LIMIT_MS);
    const said = this.#heard.shift();
    if (!isDeepStrictEqual(said, word)) throw new Error(`said was ${JSON.stringify(said)} and not ${wanted}`);
  }

  #placed(step: Step): Step {
    return JSON.parse(JSON.stringify(step).replaceAll(WORKSPACE, this.#folder.path)) as Step;
  }
}
