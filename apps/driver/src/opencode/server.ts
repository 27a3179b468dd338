import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { createParser } from "eventsource-parser";
import { z } from "zod";
import type { AgentNeeds } from "../agent.ts";
import { AgentFailure } from "../agent-failure.ts";
import type { AgentProcess } from "../agent-process.ts";
import { endOf, startAgent } from "../start-agent.ts";
import { configOf } from "./config.ts";

const START_LIMIT_MS = 60_000;
const END_GRACE_MS = 2_000;
const CONNECT_AGAIN_MS = 200;

/** The server said no. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** OpenCode as a server of this session alone: on loopback, behind a password that only its environment knows. */
export class OpenCodeServer {
  readonly #needs: AgentNeeds;
  readonly #agent: AgentProcess;
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #closed = new AbortController();
  /** Resolves when it has ended, with how. */
  readonly ended: Promise<string>;

  private constructor(needs: AgentNeeds, agent: AgentProcess, begun: { url: string; password: string }) {
    this.#needs = needs;
    this.#agent = agent;
    this.#url = begun.url;
    const credentials = Buffer.from(`opencode:${begun.password}`).toString("base64");
    this.#headers = {
      authorization: `Basic ${credentials}`,
      "content-type": "application/json",
      "x-opencode-directory": encodeURIComponent(needs.begin.cwd),
    };
    this.ended = endOf(agent, needs);
  }

  static async start(needs: AgentNeeds): Promise<OpenCodeServer> {
    const password = randomBytes(24).toString("base64url");
    const agent = await startAgent(needs, {
      args: ["serve", "--hostname", "127.0.0.1", "--port", "0"],
      env: {
        OPENCODE_SERVER_PASSWORD: password,
        OPENCODE_CONFIG_CONTENT: configOf(needs.env["OPENCODE_CONFIG_CONTENT"]),
      },
    });
    try {
      const url = await urlOf(agent, needs);
      return new OpenCodeServer(needs, agent, { url, password });
    } catch (error) {
      await agent.end({ graceMs: 0 });
      throw error;
    }
  }

  /** What it answers, as far as it is understood; rejects with a `Refusal` where it says no. */
  async ask<T extends z.ZodType>(
    method: "GET" | "POST",
    path: string,
    shape: T,
    body?: object,
  ): Promise<z.infer<T>> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: this.#headers,
      signal: this.#closed.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Refusal(response.status, saidIn(text) || `It answered ${response.status}.`);
    return shape.parse(text === "" ? undefined : JSON.parse(text));
  }

  /** Its events until it is closed. `caughtUp` is awaited on every connection: what came in between was missed. */
  async follow(take: (event: unknown) => void, caughtUp: () => Promise<void>): Promise<void> {
    const { signal } = this.#closed;
    while (!signal.aborted && !this.#agent.hasEnded) {
      try {
        const response = await fetch(`${this.#url}/event`, { headers: this.#headers, signal });
        const parser = createParser({ onEvent: ({ data }) => take(JSON.parse(data)) });
        const decoder = new TextDecoder();
        await caughtUp();
        for await (const bytes of response.body ?? []) {
          parser.feed(decoder.decode(bytes as Uint8Array, { stream: true }));
          await this.#needs.room();
        }
      } catch (error) {
        if (signal.aborted) return;
        this.#needs.complain(
          `the agent's events broke off: ${error instanceof Error ? error.name : "unknown"}`,
        );
      }
      await pause(CONNECT_AGAIN_MS);
    }
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#agent.end({ graceMs: END_GRACE_MS });
  }
}

/** What its agent needs of it. */
export type Server = Pick<OpenCodeServer, "ask" | "follow" | "ended" | "close">;

/** It prints where it listens. */
async function urlOf(agent: AgentProcess, needs: AgentNeeds): Promise<string> {
  const lines = createInterface({ input: agent.child.stdout });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  lines.on("line", (line) => {
    const url = /listening on (http:\/\/\S+)/.exec(line)?.[1];
    if (url) resolve(url);
  });
  const timer = setTimeout(
    () => reject(new AgentFailure({ code: "agent-failed", detail: "The agent's server does not start." })),
    START_LIMIT_MS,
  );
  void endOf(agent, needs).then((how) =>
    reject(new AgentFailure({ code: "agent-died", detail: `The agent ended by itself ${how}.` })),
  );
  return promise.finally(() => clearTimeout(timer));
}

const Said = z.object({
  message: z.string().optional(),
  data: z.object({ message: z.string().optional() }).optional(),
});

function saidIn(text: string): string {
  try {
    const said = Said.safeParse(JSON.parse(text)).data;
    return said?.data?.message ?? said?.message ?? "";
  } catch {
    return text.slice(0, 500);
  }
}
