import { type IncomingHttpHeaders, request } from "node:http";

export type Answer<T = unknown> = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed body, undefined when there is none or it is no JSON. */
  readonly body: T;
};

export type RequestOptions = {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text and bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
  /** Send the body without saying how long it is. */
  readonly chunked?: boolean;
};

/** One request on a connection of its own: a server that was killed meanwhile leaves no half-dead pool behind. */
export function httpRequest<T>(
  method: string,
  url: string,
  options: RequestOptions = {},
): Promise<Answer<T>> {
  const { token, body } = options;
  const raw = typeof body === "string" || body instanceof Uint8Array;
  const sent = body === undefined ? undefined : Buffer.from(raw ? body : JSON.stringify(body));
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(sent === undefined
      ? {}
      : {
          ...(options.chunked ? {} : { "content-length": String(sent.length) }),
          ...(raw ? {} : { "content-type": "application/json" }),
        }),
    ...options.headers,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, body: parsed(text) as T });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(sent);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
