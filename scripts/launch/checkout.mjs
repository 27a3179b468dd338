// Where things lie in a checkout.
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** @param {string} base the checkout's root */
export function pathsIn(base) {
  const cache = join(base, ".cache");
  return {
    base,
    cache,
    lock: join(cache, "prepare.lock"),
    stamps: join(cache, "stamps"),
    tools: join(cache, "tools"),
  };
}

/** @typedef {ReturnType<typeof pathsIn>} Paths */
