import type { CookieSerializeOptions } from "@fastify/cookie";
import type { Config } from "../../config/config.ts";

type Needs = Pick<Config, "publicUrl" | "basePath" | "port">;

/**
 * The name of the browser's cookie, one for each server on a machine. Behind TLS a prefix makes the browser itself see to
 * it that neither plain HTTP nor a neighbouring host can plant one.
 */
export function cookieNameFor({ publicUrl, basePath, port }: Needs): string {
  const name = `dispatch_${publicUrl?.port || port}`;
  if (publicUrl?.protocol !== "https:") return name;
  return basePath === "" ? `__Host-${name}` : `__Secure-${name}`;
}

/** How it is set and cleared. */
export function cookieOptionsFor(
  { publicUrl, basePath }: Omit<Needs, "port">,
  request: { readonly protocol: string },
): CookieSerializeOptions {
  const secure = publicUrl?.protocol === "https:" || request.protocol === "https";
  return { httpOnly: true, sameSite: "lax", path: basePath || "/", secure };
}
