const KEY = "dispatch.shared";

/**
 * The token of a link to a shared session. It leaves the address bar at once, and so the history and every picture of
 * the window; this tab alone remembers it, so that a reload does not lose the session.
 */
export function takeGuestToken(
  place: Pick<Location, "hash" | "pathname" | "search">,
  history: Pick<History, "state" | "replaceState">,
  storage: Pick<Storage, "getItem" | "setItem"> | undefined,
): string {
  const given = place.hash.slice(1);
  if (given === "") return storage?.getItem(KEY) ?? "";
  history.replaceState(history.state, "", place.pathname + place.search);
  storage?.setItem(KEY, given);
  return given;
}
