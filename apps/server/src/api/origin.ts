import { isIP } from "node:net";

/** Which web pages may speak to this server with a person's cookie. */
export type OriginPolicy = { readonly allows: (origin: string, host: string | undefined) => boolean };

const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The public URL's own origin, and any address of this machine that is named by number: a name could be
 * somebody else's that points here, so it counts only when the operator has said that it is ours.
 */
export function originPolicy(publicUrl: URL | undefined): OriginPolicy {
  return {
    allows(origin, host) {
      if (!URL.canParse(origin)) return false;
      const url = new URL(origin);
      if (publicUrl && url.origin === publicUrl.origin) return true;
      if (host === undefined || url.host !== host) return false;
      return loopbackNames.has(url.hostname) || isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0;
    },
  };
}
