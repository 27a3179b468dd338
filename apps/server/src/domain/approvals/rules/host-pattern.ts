import type { HostAspect } from "./call-aspects.ts";
import { type Budget, compileGlob, matchesText } from "./glob.ts";

/** `example.com` is that host alone, `*.example.com` all below it; a pattern with a port is about that port. */
export function matchesHost(pattern: string, { host, hostAndPort }: HostAspect, budget: Budget): boolean {
  const wanted = compileGlob(pattern.toLowerCase());
  const isWithPort = /:(\d+|\*)$/.test(pattern);
  const text = isWithPort ? hostAndPort : host;
  return text !== undefined && matchesText(wanted, text, budget);
}
