import type { IncomingMessage } from "node:http";
import { type BlockList, isIP } from "node:net";

/** What a request may say about where it comes from. Behind the front door each is either true or not there. */
const forwardingHeaders = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-forwarded-prefix",
  "x-real-ip",
  "forwarded",
];

/** An IPv4 address that arrived at an IPv6 socket is written as what it is. */
const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "");

function isAmong(networks: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && networks.check(address, version === 6 ? "ipv6" : "ipv4");
}

/** An entry of X-Forwarded-For; some proxies add the port. */
function entryAddress(entry: string): string | undefined {
  const text = entry.trim();
  const bare =
    /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/.exec(text)?.[1] ?? text;
  const address = plainAddress(bare);
  return isIP(address) === 0 ? undefined : address;
}

const lastOf = (header: string | string[] | undefined) => header?.toString().split(",").at(-1)?.trim();

/** From the server outwards: whom a proxy names is believed as long as the one who names is trusted. */
function clientAddress(peer: string, forwardedFor: string | undefined, trusted: BlockList): string {
  let address = peer;
  for (const entry of forwardedFor?.split(",").reverse() ?? []) {
    if (!isAmong(trusted, address)) break;
    const named = entryAddress(entry);
    if (named === undefined) break;
    address = named;
  }
  return address;
}

/**
 * Replaces what a request says about its sender by what is known: a trusted proxy's word, else the connection itself.
 * Everything behind the front door reads the address from `x-forwarded-for`, and host and scheme as if there were no proxy.
 */
export function settleSender(
  request: IncomingMessage,
  trusted: BlockList | undefined,
): { address: string; distrusted: boolean } {
  const { headers } = request;
  const peer = plainAddress(request.socket.remoteAddress ?? "");
  const isTrusted = trusted !== undefined && isAmong(trusted, peer);
  const address = isTrusted ? clientAddress(peer, headers["x-forwarded-for"]?.toString(), trusted) : peer;
  const host = isTrusted ? lastOf(headers["x-forwarded-host"]) : undefined;
  const scheme = isTrusted ? lastOf(headers["x-forwarded-proto"]) : undefined;
  const distrusted = !isTrusted && headers["x-forwarded-for"] !== undefined;
  for (const name of forwardingHeaders) if (headers[name] !== undefined) delete headers[name];
  headers["x-forwarded-for"] = address;
  if (host) headers.host = host;
  if (scheme === "https" || scheme === "http") headers["x-forwarded-proto"] = scheme;
  return { address, distrusted };
}

/** The client's address, of a request that came through the front door. */
export const addressOf = (request: IncomingMessage): string =>
  request.headers["x-forwarded-for"]?.toString() ?? plainAddress(request.socket.remoteAddress ?? "");
