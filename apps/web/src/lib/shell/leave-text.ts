/** Terminals and editors keep Tab for themselves: these keys lead on from them, and back. */
const KEEPS_TAB = ".xterm, .cm-editor";
const STOPS = "a[href], button, input, select, textarea, [tabindex], [contenteditable=true]";

export function leaveText(direction: "on" | "back"): void {
  const text = document.activeElement?.closest(KEEPS_TAB);
  if (!text) return;
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)].filter(
    (stop) =>
      stop.tabIndex >= 0 &&
      !stop.matches(":disabled, [inert] *") &&
      !text.contains(stop) &&
      stop.checkVisibility({ visibilityProperty: true }),
  );
  const isBehind = (stop: Node) =>
    (text.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const next =
    direction === "on" ? (stops.find(isBehind) ?? stops[0]) : stops.findLast((stop) => !isBehind(stop));
  (next ?? stops.at(-1))?.focus();
}
