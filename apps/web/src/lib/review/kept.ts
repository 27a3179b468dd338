import type { Comparison } from "./comparison.ts";
import type { Spot } from "./view-rows.ts";

/** What is half done in a review while another tab is looked at, which takes its place on the page. */
export type Kept = {
  path?: string;
  comparison?: Comparison;
  message?: string;
  comment?: { readonly path: string; readonly spot: Spot; readonly text: string };
};

const all = new Map<string, Kept>();

export function keptOf(workspaceId: string): Kept {
  const found = all.get(workspaceId) ?? {};
  all.set(workspaceId, found);
  return found;
}
