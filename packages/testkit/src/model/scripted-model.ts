import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { deliver } from "./delivery.ts";
import { Gates } from "./gates.ts";
import { type ModelRequest, Record } from "./model-request.ts";
import { type Reply, replyTo, usageOf } from "./reply.ts";
import { anthropic } from "./wire/anthropic.ts";
import { gemini } from "./wire/gemini.ts";
import { openAiChat } from "./wire/openai-chat.ts";
import { openAiResponses } from "./wire/openai-responses.ts";
import { type Wire, type WireRequest, misfortuneOf } from "./wire/wire.ts";

/** Ends of paths, so that an agent's base address may have a path of its own. */
const routes: readonly (readonly [RegExp, Wire])[] = [
  [/\/messages$/, anthropic],
  [/\/chat\/completions$/, openAiChat],
  [/\/responses$/, openAiResponses],
  [/\/models\/[^/]+:(?:generateContent|streamGenerateContent)$/, gemini],
];

/**
 * A model of language for tests: speaks the wire formats of the vendors on loopback, and does what the prompt says, as
 * script.ts tells. The answer is chosen from the request alone, so that retries, resumes, forks and parallel
 * conversations need no care. Kept is only what is recorded, which gates are open, and how often a fault came that
 * is to end.
 *
 * Programs that take it for their proxy are refused every other host.
 */
export class ScriptedModel implements AsyncDisposable {
  /** Without a slash at its end, and without a version. */
  readonly url: string;
  readonly requests: ModelRequest[] = [];
  /** Hosts that were asked for by way of the proxy. */
  readonly refused: string[] = [];
  /** What was asked for that no model answers, as "GET /path". */
  readonly strays: string[] = [];
  readonly #gates = new Gates();
  readonly #failures = new Map<string, number>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("connect", (request, socket) => {
      this.refused.push(request.url ?? "");
      socket.on("error", () => undefined);
      socket.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    });
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      this.#answer(request, response).catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else sendJson(response, 400, { error: { message: String(error) } });
      });
    });
  }

  static async open(): Promise<ScriptedModel> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new ScriptedModel(server);
  }

  /** Requests of people's turns, without what agents ask for by themselves. */
  get turns(): ModelRequest[] {
    return this.requests.filter((request) => request.purpose === "turn");
  }

  /** Somebody waits at this gate. */
  reached(gate: string): Promise<void> {
    return this.#gates.reached(gate);
  }

  /** Lets through who waits at this gate, and who comes to it from now on. */
  open(gate: string): void {
    this.#gates.open(gate);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith("/")) {
      this.refused.push(new URL(request.url ?? "http://unknown").host);
      return sendJson(response, 403, { error: { message: "This proxy leads nowhere." } });
    }
    const url = new URL(request.url, this.url);
    const isPost = request.method === "POST";
    const asked: WireRequest = {
      url,
      headers: request.headers,
      body: isPost ? await json(request) : undefined,
    };
    if (isPost && url.pathname.endsWith("/count_tokens"))
      return sendJson(response, 200, { input_tokens: tokensOf(anthropic, asked) });
    if (isPost && url.pathname.endsWith(":countTokens"))
      return sendJson(response, 200, { totalTokens: tokensOf(gemini, asked) });
    const [, wire] = routes.find(([path]) => isPost && path.test(url.pathname)) ?? [];
    if (wire) return this.#converse(wire, asked, response);
    this.strays.push(`${request.method} ${url.pathname}`);
    return sendJson(response, 404, { error: { message: "No model answers here." } });
  }

  async #converse(wire: Wire, request: WireRequest, response: ServerResponse): Promise<void> {
    const asked = wire.read(request);
    const reply = replyTo(asked, this.#fails);
    const record = new Record(wire, request, asked, reply);
    this.requests.push(record.request);
    response.once("close", () => record.closed(response.writableFinished));
    if (reply.refusal) return refuse(wire, reply.refusal, response);
    await deliver({ wire, asked, reply, gates: this.#gates }, response);
  }

  readonly #fails = (identity: string, times: number): boolean => {
    const failed = this.#failures.get(identity) ?? 0;
    if (failed >= times) return false;
    this.#failures.set(identity, failed + 1);
    return true;
  };
}

function refuse(wire: Wire, fault: NonNullable<Reply["refusal"]>, response: ServerResponse): void {
  const misfortune = misfortuneOf(fault);
  if (fault.retryAfterSeconds !== undefined) response.setHeader("retry-after", fault.retryAfterSeconds);
  sendJson(response, misfortune.status, wire.problem(misfortune));
}

function tokensOf(wire: Wire, request: WireRequest): number {
  return usageOf(wire.read(request), []).input;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
