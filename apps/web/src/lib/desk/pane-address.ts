import { filesPath, reviewPath, sessionPath } from "#lib/paths.ts";
import type { Pane } from "./layout.ts";

/** The address that brings a pane to the front. */
export const paneAddress = (pane: Pane) => {
  if (pane.kind === "files") return filesPath(pane.workspaceId);
  if (pane.kind === "review") return reviewPath(pane.workspaceId);
  return sessionPath(pane.id);
};

/** What the address of a page of the desk shows, by its route and the parts of it. */
export function paneOf(
  route: string | null,
  params: Readonly<Record<string, string | undefined>>,
): Pane | undefined {
  const { id } = params;
  if (id === undefined) return undefined;
  if (route?.endsWith("/workspaces/[id]/files")) return { kind: "files", workspaceId: id };
  if (route?.endsWith("/workspaces/[id]/review")) return { kind: "review", workspaceId: id };
  return route?.includes("/sessions/") ? { kind: "session", id } : undefined;
}
