import { isIP } from "node:net";
import type { PasskeySite } from "../domain/account/ways-in/passkey.service.ts";

export type PasskeySiteOrReason = PasskeySite | { readonly reason: string };

/** Passkeys belong to a name, on pages that nobody can have changed on the way: browsers accept no other. */
export function passkeySites(publicUrl: URL | undefined): (host: string | undefined) => PasskeySiteOrReason {
  return (host) => {
    const url = publicUrl ?? (URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined);
    if (!url) return { reason: "Passkeys need an address with a name. Set DISPATCH_PUBLIC_URL to it." };
    const { protocol, hostname, origin } = url;
    if (hostname === "localhost") return { rpId: hostname, origin };
    if (isIP(hostname.replace(/^\[|\]$/g, "")) !== 0) {
      const isHere = hostname.startsWith("127.") || hostname === "[::1]";
      const fix = isHere
        ? `Open http://localhost:${url.port || 80} instead.`
        : "Give this server a name with https, and set DISPATCH_PUBLIC_URL to that address.";
      return { reason: `Passkeys belong to a name, and ${hostname} is a number. ${fix}` };
    }
    // A name counts only when the operator has said that it is ours: it could be somebody else's that points here.
    if (!publicUrl || protocol !== "https:")
      return { reason: "Passkeys need an https address. Set DISPATCH_PUBLIC_URL to the one people use." };
    return { rpId: hostname, origin };
  };
}
