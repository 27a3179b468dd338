import type { Workspace } from "@dispatch/protocol/workspace";
import { exitCode, Failure, usageFailure } from "../failure.ts";

/** By id, by name, or by a beginning of an id that only one has. */
export function findWorkspace(workspaces: readonly Workspace[], reference: string): Workspace {
  const exact = workspaces.find(({ id }) => id === reference);
  if (exact) return exact;
  const named = workspaces.filter(({ name }) => name.toLowerCase() === reference.toLowerCase());
  const meant =
    named.length > 0
      ? named
      : workspaces.filter(
          ({ id }) => reference !== "" && (id.startsWith(reference) || id.startsWith(`wsp_${reference}`)),
        );
  const [first] = meant;
  if (!first)
    throw new Failure({
      exitCode: exitCode.notFound,
      code: "workspace-not-found",
      what: `No workspace is called ${JSON.stringify(reference)}`,
      advice: "`dispatch workspace ls` shows your workspaces, with --deleted those to restore",
    });
  if (meant.length > 1)
    throw usageFailure(
      `${JSON.stringify(reference)} could be ${meant.map(({ id }) => id).join(", ")}`,
      "Give the id",
    );
  return first;
}
