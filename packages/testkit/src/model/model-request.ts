import type { IncomingHttpHeaders } from "node:http";
import type { Asked, ToolResult } from "./conversation.ts";
import type { Reply } from "./reply.ts";
import type { Wire, WireRequest } from "./wire/wire.ts";

/** What one request asked for, and what became of it. */
export type ModelRequest = {
  readonly wire: Wire["name"];
  readonly path: string;
  readonly purpose: Reply["purpose"];
  readonly model: string;
  readonly isStreamed: boolean;
  /** The newest words of a person that began a turn. */
  readonly prompt: string;
  /** What the person said meanwhile. */
  readonly steering: readonly string[];
  /** What came of the turn's calls so far. */
  readonly results: readonly ToolResult[];
  readonly system: string;
  /** All that was told: the whole conversation, with what the agent adds to it. */
  readonly context: string;
  /** Names of the tools that were offered. */
  readonly tools: readonly string[];
  readonly apiKey: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** `dropped`: it ended before its end, by whoever asked, or by a cut. */
  readonly outcome: "open" | "answered" | "dropped";
  /** Resolves when the outcome is known. */
  readonly ended: Promise<void>;
};

/** Keeps a request, and follows it to its end. */
export class Record {
  readonly request: ModelRequest;
  readonly #ended = Promise.withResolvers<void>();
  #outcome: ModelRequest["outcome"] = "open";

  constructor(wire: Wire, { url, headers }: WireRequest, asked: Asked, { purpose, turn }: Reply) {
    const outcome = () => this.#outcome;
    this.request = {
      wire: wire.name,
      path: url.pathname,
      purpose,
      model: asked.model,
      isStreamed: asked.isStreamed,
      prompt: turn.prompt,
      steering: turn.steering,
      results: turn.results,
      system: asked.system,
      context: asked.context,
      tools: asked.tools.map((tool) => tool.name),
      apiKey: apiKeyOf(url, headers),
      headers,
      get outcome() {
        return outcome();
      },
      ended: this.#ended.promise,
    };
  }

  closed(isFinished: boolean): void {
    this.#outcome = isFinished ? "answered" : "dropped";
    this.#ended.resolve();
  }
}

function apiKeyOf(url: URL, headers: IncomingHttpHeaders): string | undefined {
  const [, bearer] = /^Bearer (.+)$/.exec(headers.authorization ?? "") ?? [];
  const named = [headers["x-api-key"] ?? headers["x-goog-api-key"]].flat()[0];
  return named ?? bearer ?? url.searchParams.get("key") ?? undefined;
}
