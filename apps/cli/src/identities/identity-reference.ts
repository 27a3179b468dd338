import type { Identity } from "@dispatch/protocol/identity";
import { exitCode, Failure } from "../failure.ts";

/** By id or by name, both whole: a key is given to a host, or deleted, for good. */
export function findIdentity(identities: readonly Identity[], reference: string): Identity {
  const name = reference.toLowerCase();
  const found = identities.find((one) => one.id === reference || one.name.toLowerCase() === name);
  if (found) return found;
  throw new Failure({
    exitCode: exitCode.notFound,
    code: "identity-not-found",
    what: `You have no identity ${JSON.stringify(reference)}`,
    advice: "`dispatch identity ls` shows those you have",
  });
}
