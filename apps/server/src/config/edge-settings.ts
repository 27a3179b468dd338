import { BlockList, isIP } from "node:net";
import { z } from "zod";

/** Several values in one setting: separated by commas or spaces in the environment, a list in `config.json`. */
const List = z.union([
  z.string().transform((text) => text.split(/[\s,]+/).filter((item) => item !== "")),
  z.array(z.string()),
]);

/** What the product itself answers below; a server mounted at one of these could not tell its paths apart. */
const ownPaths = new Set(["api", "socket.io", "_app", "health", "metrics", "openapi.json"]);

/** The address people use. Its path, if it has one, is where a proxy has mounted the server. */
export const PublicUrl = z
  .url({ protocol: /^https?$/ })
  .transform((text) => new URL(text))
  .refine(({ search, hash }) => search === "" && hash === "", "must end with its path: no query, no fragment")
  .refine(({ username, password }) => username === "" && password === "", "must not hold a password")
  .refine(
    ({ pathname }) => /^(\/[A-Za-z0-9._~-]+)*\/?$/.test(pathname),
    "may have a path of letters, digits and . _ ~ - only",
  )
  .refine(
    ({ pathname }) => !ownPaths.has(pathname.split("/")[1] ?? ""),
    `must not be mounted at a path that Dispatch uses itself (${[...ownPaths].join(", ")})`,
  );

/** "/some/path", or nothing when the server has its origin to itself. */
export const basePathOf = (publicUrl: URL | undefined) => publicUrl?.pathname.replace(/\/$/, "") ?? "";

const hostName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;

/** Names besides the public URL's by which this server may be asked for. */
export const AllowedHosts = List.transform((names) => names.map((name) => name.toLowerCase())).refine(
  (names) => names.every((name) => hostName.test(name) || isIP(name) !== 0),
  "must be host names or addresses, without scheme and port, separated by commas",
);

/** Proxies whose word about the client counts: addresses and networks such as 10.0.0.0/8. */
export const TrustedProxy = List.transform((entries, context) => {
  const networks = new BlockList();
  for (const entry of entries) {
    const [address = "", prefix] = entry.split("/", 2);
    const version = isIP(address);
    const bits = version === 6 ? 128 : 32;
    const length = prefix === undefined ? bits : Number(prefix);
    if (version === 0 || !Number.isInteger(length) || length < 0 || length > bits || prefix === "") {
      context.addIssue({
        code: "custom",
        message: `must be addresses or networks such as 127.0.0.1 or 10.0.0.0/8, which "${entry}" is not`,
      });
      return z.NEVER;
    }
    networks.addSubnet(address, length, version === 6 ? "ipv6" : "ipv4");
  }
  return networks;
});
