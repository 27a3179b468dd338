import { createHash } from "node:crypto";

const ID_CHARACTERS = 20;

/** A repeated create with the same key finds what the first one made, even across a crash. */
export function derivedId<I extends string>(prefix: string, ...of: readonly string[]): I {
  const digest = createHash("sha256").update(of.join("\0")).digest("hex");
  return `${prefix}_${digest.slice(0, ID_CHARACTERS)}` as I;
}
