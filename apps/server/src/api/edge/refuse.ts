import { randomUUID } from "node:crypto";
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { Problem, problemBody } from "@dispatch/protocol/problems";

type Headers = Readonly<Record<string, string>>;

function answerOf(problem: Problem): { status: number; headers: Headers; body: string } {
  const body = problemBody(problem, randomUUID());
  const text = JSON.stringify(body);
  const { retryAfterSeconds } = problem.data as { retryAfterSeconds?: number };
  return {
    status: body.status,
    headers: {
      "content-type": "application/problem+json",
      "content-length": String(Buffer.byteLength(text)),
      ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
    },
    body: text,
  };
}

/** A problem as an answer to a request that goes no further than the front door. */
export function refuse(response: ServerResponse, problem: Problem): void {
  const { status, headers, body } = answerOf(problem);
  response.writeHead(status, headers);
  response.end(response.req.method === "HEAD" ? undefined : body);
}

/** The same where there is no answer to write to, only a connection: what was sent is no request, or no upgrade of ours. */
export function refuseConnection(connection: Duplex, problem: Problem, common: Headers): void {
  connection.on("error", () => undefined); // the other end may be gone already
  if (!connection.writable) return void connection.destroy();
  const { status, headers, body } = answerOf(problem);
  const lines = Object.entries({ ...common, ...headers, connection: "close" }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  connection.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n${body}`, () =>
    connection.destroy(),
  );
}

/** What Node's parser found wrong, in our words. */
export function malformed({ code = "" }: NodeJS.ErrnoException): Problem {
  if (code === "HPE_HEADER_OVERFLOW")
    return new Problem("headers-too-large", {}, "Send fewer or shorter headers: less than 16 KiB in all.");
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return new Problem("request-timeout", {}, "The request did not arrive in time. Send it again in one go.");
  return new Problem("malformed-request", {}, "This is not a well-formed HTTP/1.1 request.");
}
