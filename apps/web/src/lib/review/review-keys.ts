/** What a key means to the review, where it is not typed into something. */
export type ReviewKey =
  | "next-file"
  | "previous-file"
  | "next-change"
  | "previous-change"
  | "down"
  | "up"
  | "view"
  | "whitespace"
  | "reviewed"
  | "comment"
  | "send"
  | "stage"
  | "show-now"
  | "filter"
  | "keys";

const byKey: Readonly<Record<string, ReviewKey>> = {
  j: "next-file",
  k: "previous-file",
  n: "next-change",
  p: "previous-change",
  ArrowDown: "down",
  ArrowUp: "up",
  v: "view",
  w: "whitespace",
  " ": "reviewed",
  c: "comment",
  m: "send",
  s: "stage",
  r: "show-now",
  "/": "filter",
  "?": "keys",
};

/** What takes letters itself. */
const TYPED = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
/** What a space or an arrow already means something to. */
const PRESSED = "a, button, summary, [role=menuitem], [role=radio], [role=switch]";

export function reviewKey(event: KeyboardEvent): ReviewKey | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
    return undefined;
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest(TYPED)) return undefined;
  if (target?.closest("[role=dialog], [role=alertdialog], [role=menu]")) return undefined;
  if (target?.closest(PRESSED) && event.key === " ") return undefined;
  return byKey[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}
