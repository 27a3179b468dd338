import { type IncomingMessage, type RequestListener, type Server, createServer } from "node:http";
import type { Duplex } from "node:stream";
import { isIP } from "node:net";
import { Problem } from "@dispatch/protocol/problems";
import type { Config } from "../../config/config.ts";
import type { Logger } from "../../domain/logger.ts";
import { answerHeaders } from "./answer-headers.ts";
import { type Hosts, hostNameOf } from "./hosts.ts";
import type { Rates } from "./rates.ts";
import { malformed, refuse, refuseConnection } from "./refuse.ts";
import { settleSender } from "./sender.ts";

/** A client that dawdles over its headers, or over a body, keeps a connection for no longer than this. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 120_000;
const TIMEOUT_CHECK_MS = 2_000;
/** Longer than proxies keep theirs, so that none sends a request into a connection that is just being closed. */
const KEEP_ALIVE_MS = 72_000;
const HEADERS_LIMIT_BYTES = 16 * 1024;
const CONNECTIONS_LIMIT = 10_000;

/** Headers that mean something else to whoever reads the other one of two. */
const singleHeaders = new Set(["host", "authorization", "origin", "content-type", "idempotency-key"]);
const secretInUrl = /[?&](token|access_token|refresh_token|api_key)=/i;
const livePath = /^\/socket\.io(\/|\?|$)/;
const probePath = /^\/(api\/)?health\/?(\?|$)/;

type LiveSide = {
  handleRequest(request: IncomingMessage, response: Parameters<RequestListener>[1]): void;
  handleUpgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void;
};
type Needs = {
  readonly config: Config;
  readonly hosts: Hosts;
  readonly rates: Rates;
  readonly logger: Logger;
};

/**
 * Where everything that comes over the network enters, requests and upgrades alike. It settles who sends and under which
 * path, and turns away what is not meant for this server before anyone else reads it.
 */
export class FrontDoor {
  readonly #needs: Needs;
  readonly #headers: [string, string][];
  #live: LiveSide | undefined;
  #hasWarned = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#headers = Object.entries(answerHeaders(needs.config));
  }

  /** Who answers below `/socket.io`. */
  set live(live: LiveSide) {
    this.#live = live;
  }

  /** A server whose requests arrive at `handle` once they are let in. */
  open(handle: RequestListener): Server {
    const server = createServer({
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: HEADERS_LIMIT_BYTES,
      requireHostHeader: false, // the door says so itself, in the words of a problem
    });
    server.maxConnections = CONNECTIONS_LIMIT;
    server.on("request", (request, response) => {
      for (const [name, value] of this.#headers) response.setHeader(name, value);
      const problem = this.#refusal(request);
      if (problem) refuse(response, problem);
      else if (this.#live && livePath.test(request.url ?? "")) this.#live.handleRequest(request, response);
      else handle(request, response);
    });
    server.on("upgrade", (request, connection, head) => {
      const problem = this.#refusal(request);
      if (problem) this.#turnAway(connection, problem);
      else if (this.#live && livePath.test(request.url ?? ""))
        this.#live.handleUpgrade(request, connection, head);
      else
        this.#turnAway(
          connection,
          new Problem("malformed-request", {}, "Only /socket.io takes connections that are upgraded."),
        );
    });
    // Node would close these without a word.
    server.on("checkExpectation", (_request, response) =>
      refuse(response, new Problem("malformed-request", {}, "Expect is understood with 100-continue only.")),
    );
    return server;
  }

  /** What Node could not read as a request. */
  readonly onClientError = (error: NodeJS.ErrnoException, connection: Duplex): void => {
    if (error.code === "ECONNRESET" || connection.destroyed) return;
    this.#turnAway(connection, malformed(error));
  };

  #turnAway(connection: Duplex, problem: Problem): void {
    refuseConnection(connection, problem, Object.fromEntries(this.#headers));
  }

  #refusal(request: IncomingMessage): Problem | undefined {
    const { config, hosts, rates } = this.#needs;
    const repeated = repeatedHeader(request.rawHeaders);
    const { address, distrusted } = settleSender(request, config.trustedProxy);
    if (distrusted) this.#warnOfProxy(request);
    request.url = belowBase(request.url ?? "", config.basePath);
    if (!request.url.startsWith("/"))
      return new Problem("malformed-request", {}, "Ask for a path that begins with a slash.");
    if (repeated !== undefined)
      return new Problem("malformed-request", {}, `The header ${repeated} was sent more than once.`);
    return (
      hostRefusal(request, hosts) ??
      (secretInUrl.test(request.url) ? secretRefusal() : undefined) ??
      rates.ofAddress(address)
    );
  }

  #warnOfProxy(request: IncomingMessage): void {
    if (this.#hasWarned || !this.#needs.config.publicUrl) return;
    this.#hasWarned = true;
    this.#needs.logger.warn(
      { proxy: request.socket.remoteAddress },
      "a proxy forwards for others, but DISPATCH_TRUSTED_PROXY does not name it: all who come through it count as one address",
    );
  }
}

/** The path as if there were no mount: some proxies take the prefix off, some leave it. */
function belowBase(url: string, basePath: string): string {
  if (basePath === "" || !url.startsWith(basePath)) return url;
  const rest = url.slice(basePath.length);
  if (rest === "" || rest.startsWith("?")) return `/${rest}`;
  return rest.startsWith("/") ? rest : url;
}

function repeatedHeader(rawHeaders: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? "";
    if (!singleHeaders.has(name)) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

function hostRefusal(request: IncomingMessage, hosts: Hosts): Problem | undefined {
  const { host } = request.headers;
  if (host !== undefined && hosts.allows(host)) return undefined;
  // Probes ask by address, or by no name at all, and learn nothing but that the process lives.
  const name = host === undefined ? undefined : hostNameOf(host);
  if (probePath.test(request.url ?? "") && (host === undefined || (name !== undefined && isIP(name) !== 0)))
    return undefined;
  if (name === undefined)
    return new Problem("malformed-request", {}, "The Host header must name this server.");
  return new Problem(
    "host-refused",
    {},
    `This server does not answer to the name ${name}. If it is yours, set DISPATCH_PUBLIC_URL to the address people use, or add the name to DISPATCH_ALLOWED_HOSTS.`,
  );
}

const secretRefusal = () =>
  new Problem(
    "secret-in-url",
    {},
    "Secrets in addresses end up in logs: consider this one known to others and replace it. Send it in the Authorization header; where no header can be sent, use a ticket from POST /api/auth/ticket.",
  );
