import { usageFailure } from "../failure.ts";

/** How commands name what they are about. */
export const PLACE = [
  "<workspace:path>",
  "a workspace (id, beginning of an id, or name) and a path in it",
] as const;

/** `workspace:path`; without a colon the workspace itself. */
export function readFileReference(reference: string): { workspace: string; path: string } {
  const colon = reference.indexOf(":");
  const workspace = colon < 0 ? reference : reference.slice(0, colon);
  if (workspace === "")
    throw usageFailure(
      `${JSON.stringify(reference)} names no workspace`,
      "Write it as <workspace>:<path>, as in work:src/main.ts",
    );
  return { workspace, path: colon < 0 ? "" : reference.slice(colon + 1).replace(/^\/+/, "") };
}
