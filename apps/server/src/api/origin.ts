import { isIP } from "node:net";
import { type Hosts, hostNameOf, isLoopbackName } from "./edge/hosts.ts";

/** Which web pages may speak to this server with a person's cookie. */
export type OriginPolicy = { readonly allows: (origin: string, host: string | undefined) => boolean };

/**
 * The public URL's own origin, and any address of this machine that is named by number or by a name the operator gave it:
 * any other name could be somebody else's that points here.
 */
export function originPolicy(publicUrl: URL | undefined, hosts: Pick<Hosts, "isOwn">): OriginPolicy {
  return {
    allows(origin, host) {
      if (!URL.canParse(origin)) return false;
      const url = new URL(origin);
      if (publicUrl && url.origin === publicUrl.origin) return true;
      if (host === undefined || url.host !== host) return false;
      const name = hostNameOf(url.host);
      if (name === undefined) return false;
      if (isLoopbackName(name) || isIP(name) !== 0) return true;
      // The public URL's name is ours with its own scheme and port only.
      return name !== publicUrl?.hostname && hosts.isOwn(name);
    },
  };
}
