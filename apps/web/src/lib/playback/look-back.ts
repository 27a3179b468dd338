import { replaceState } from "$app/navigation";
import { page } from "$app/state";
import { sessionPath } from "#lib/paths.ts";
import type { SessionActions } from "#lib/state/session-actions.svelte.ts";

type Actions = Pick<SessionActions, "playBack" | "returnToLive">;

/** A pane begins at the point that its address shares, if it does. What is returned leads back to live, and a reload stays there. */
export function lookBack(id: string, actions: Actions): () => void {
  const at = sharedPoint(id);
  if (at !== undefined) actions.playBack(id, at);
  return () => {
    forgetSharedPoint();
    actions.returnToLive(id);
  };
}

/** The event that the address asks for, if it is of this session. */
function sharedPoint(id: string): number | undefined {
  if (page.params["id"] !== id) return undefined;
  const at = Number(page.url.searchParams.get("at") ?? Number.NaN);
  return Number.isSafeInteger(at) && at > 0 ? at : undefined;
}

export const linkToPoint = (id: string) => (seq: number) => `${location.origin}${sessionPath(id)}?at=${seq}`;

function forgetSharedPoint(): void {
  if (!page.url.searchParams.has("at")) return;
  const { pathname, search } = page.url;
  const query = new URLSearchParams(search);
  query.delete("at");
  // eslint-disable-next-line svelte/no-navigation-without-resolve -- the address that is shown, less one part
  void replaceState(query.size === 0 ? pathname : `${pathname}?${query.toString()}`, {});
}
