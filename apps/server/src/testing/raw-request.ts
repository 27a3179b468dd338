import { once } from "node:events";
import { connect } from "node:net";

export type RawAnswer = {
  /** 0 when the connection was closed without an answer. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
};

/** Sends exactly these bytes, which no HTTP client would send, and gives what came back until the connection closed. */
export async function rawRequest(url: string, bytes: string | Uint8Array): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const connection = connect(Number(port), hostname);
  const parts: Buffer[] = [];
  connection.on("data", (part: Buffer) => parts.push(part));
  connection.on("error", () => undefined); // "close" follows
  connection.write(bytes);
  await once(connection, "close");
  const [head = "", ...rest] = Buffer.concat(parts).toString("latin1").split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  return {
    status: Number(first.split(" ")[1] ?? 0),
    headers: Object.fromEntries(
      lines.map((line): [string, string] => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    ),
    text: rest.join("\r\n\r\n"),
  };
}

/** A whole request on a connection of its own. */
export function requestWith(
  url: string,
  options: {
    readonly method?: string;
    readonly path?: string;
    readonly headers?: readonly (readonly [string, string])[];
    readonly body?: string;
  },
): Promise<RawAnswer> {
  const { method = "GET", path = "/api/health", headers = [], body = "" } = options;
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const all = [
    ...(given.has("host") ? [] : [["host", new URL(url).host] as const]),
    ...headers,
    ...(body === "" ? [] : [["content-length", String(Buffer.byteLength(body))] as const]),
    ["connection", "close"] as const,
  ];
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return rawRequest(url, `${method} ${path} HTTP/1.1\r\n${lines}\r\n${body}`);
}
