import { filesPath, previewPath, reviewPath, sessionPath } from "#lib/paths.ts";
import type { Pane } from "./layout.ts";

/** The address that brings a pane to the front. */
export const paneAddress = (pane: Pane) => {
  if (pane.kind === "files") return filesPath(pane.workspaceId);
  if (pane.kind === "review") return reviewPath(pane.workspaceId);
  if (pane.kind === "preview") return previewPath(pane.workspaceId, pane.path);
  return sessionPath(pane.id);
};

/** What the address of a page of the desk shows, by its route, the parts of it and what it asks for. */
export function paneOf(
  route: string | null,
  params: Readonly<Record<string, string | undefined>>,
  search: Pick<URLSearchParams, "get">,
): Pane | undefined {
  const { id } = params;
  if (id === undefined) return undefined;
  if (route?.endsWith("/workspaces/[id]/files")) return { kind: "files", workspaceId: id };
  if (route?.endsWith("/workspaces/[id]/review")) return { kind: "review", workspaceId: id };
  if (route?.endsWith("/workspaces/[id]/preview")) {
    const path = search.get("path") ?? "";
    return path === "" ? undefined : { kind: "preview", workspaceId: id, path };
  }
  return route?.includes("/sessions/") ? { kind: "session", id } : undefined;
}
