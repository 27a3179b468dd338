import { isIP } from "node:net";
import { hostname } from "node:os";

type Needs = {
  /** What the server listens on. */
  readonly host: string;
  readonly publicUrl?: URL;
  readonly allowedHosts: readonly string[];
  /** This machine's own name; tests give theirs. */
  readonly machine?: string;
};

export type Hosts = {
  /** Whether a request with this Host header is meant for us. */
  readonly allows: (header: string) => boolean;
  /** Whether a page that was loaded by this name is one of ours, the public URL apart. */
  readonly isOwn: (name: string) => boolean;
};

const wildcards = new Set(["0.0.0.0", "::"]);
const hostHeader = /^(\[[0-9a-f:.]+\]|[^:[\]@/?#\s]+)(:\d{1,5})?$/;

/** The name or address in a Host header, or undefined when it is no such header. */
export function hostNameOf(header: string): string | undefined {
  const name = hostHeader.exec(header.toLowerCase())?.[1];
  return name?.replace(/^\[|\]$/g, "").replace(/(?<=.)\.$/, "");
}

export const isLoopbackName = (name: string) =>
  name === "localhost" || name === "::1" || (isIP(name) === 4 && name.startsWith("127."));

/**
 * The names this server answers to. A page of another site can have its own name point at this machine and would
 * then be of one origin with us in its visitor's browser; but it cannot choose the name that the browser asks for.
 */
export function hostPolicy({ host, publicUrl, allowedHosts, machine = hostname() }: Needs): Hosts {
  const bound = host.toLowerCase();
  const isWide = wildcards.has(bound);
  const own = new Set(allowedHosts);
  if (isWide) {
    own.add(machine.toLowerCase());
    own.add(machine.toLowerCase().split(".")[0] ?? "");
  } else own.add(bound);
  const publicName = publicUrl && hostNameOf(publicUrl.host);
  // An address cannot be made to mean another machine, so that a server on all addresses takes each of them.
  const isOwn = (name: string) => isLoopbackName(name) || own.has(name) || (isWide && isIP(name) !== 0);
  return {
    isOwn,
    allows(header) {
      const name = hostNameOf(header);
      return name !== undefined && (name === publicName || isOwn(name));
    },
  };
}
