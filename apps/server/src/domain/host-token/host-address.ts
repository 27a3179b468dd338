import { isIP } from "node:net";
import type { HostKind } from "@dispatch/protocol/host-token";
import { Problem } from "@dispatch/protocol/problems";

export const invalid = (path: string, message: string) =>
  new Problem("invalid-request", { errors: [{ path, message }] }, `${path} ${message}`);

/** Whether an address stays on this machine, where nobody listens in. */
const isLoopback = ({ hostname }: URL): boolean =>
  hostname === "localhost" || hostname === "[::1]" || (isIP(hostname) === 4 && hostname.startsWith("127."));

/** Encrypted on its way, or not on its way to anywhere: a token may go there. */
const isSafe = (url: URL) => url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));

/** How a host is called that a token belongs to: port and all, less what goes without saying for https. */
const hostOf = (url: URL): string =>
  url.protocol === "http:" && url.port === "" ? `${url.hostname}:80` : url.host;

/** The host in the form it is kept and compared in. */
export function checkedHost(text: string): string {
  const url = URL.parse(/^https?:\/\//.test(text) ? text : `https://${text}`);
  const isPlain = url?.pathname === "/" && url.search + url.hash + url.username + url.password === "";
  if (!isPlain || url.hostname === "")
    throw invalid("host", "must be a host such as github.com or gitlab.example.com:8443, without a path.");
  if (!isSafe(url))
    throw invalid("host", "must be reached by https, unless it is an address of this machine.");
  return hostOf(url);
}

/** Which host's token may be sent to this address; undefined where none may be. */
export function tokenHostOf(address: string): string | undefined {
  const url = URL.parse(address);
  return url && isSafe(url) ? hostOf(url) : undefined;
}

export function checkedApiUrl(text: string): string {
  const url = new URL(text);
  if (!isSafe(url))
    throw invalid("apiUrl", "must begin with https://, unless it is an address of this machine.");
  if (url.username + url.password + url.search + url.hash !== "")
    throw invalid("apiUrl", "must be a plain address, without credentials, ? or #.");
  return url.href.replace(/\/+$/, "");
}

/** Where the API of a host of this kind is when nobody says otherwise. */
export function usualApiUrl(kind: HostKind, host: string): string | undefined {
  if (kind === "other") return undefined;
  if (kind === "gitlab") return `https://${host}/api/v4`;
  // github.com, and GitHub's hosts with an address of their own, keep the API beside the site.
  return host === "github.com" || host.endsWith(".ghe.com")
    ? `https://api.${host}`
    : `https://${host}/api/v3`;
}
