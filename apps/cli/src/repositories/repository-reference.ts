import type { Repository } from "@dispatch/protocol/repository";
import { exitCode, Failure, usageFailure } from "../failure.ts";

/** By id, by address, or by a name that only one has. */
export function findRepository(repositories: readonly Repository[], reference: string): Repository {
  const exact = repositories.find(({ id, url }) => id === reference || url === reference);
  if (exact) return exact;
  const named = repositories.filter(({ name }) => name.toLowerCase() === reference.toLowerCase());
  const [first] = named;
  if (!first)
    throw new Failure({
      exitCode: exitCode.notFound,
      code: "repository-not-found",
      what: `You have no repository ${JSON.stringify(reference)}`,
      advice: "`dispatch repo ls` shows those you have; a new one is given by its address",
    });
  if (named.length > 1)
    throw usageFailure(
      `${JSON.stringify(reference)} could be ${named.map(({ id, url }) => `${id} (${url})`).join(", ")}`,
      "Give the id",
    );
  return first;
}
