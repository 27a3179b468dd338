export type AnswerKey = "allow" | "session" | "deny" | "next" | "previous";

const keys: Readonly<Record<string, AnswerKey>> = {
  a: "allow",
  s: "session",
  d: "deny",
  j: "next",
  k: "previous",
};

/** What a single key means, unless it is typed into something or belongs to a shortcut of the browser. */
export function answerKey(
  event: Pick<
    KeyboardEvent,
    "key" | "ctrlKey" | "metaKey" | "altKey" | "repeat" | "defaultPrevented" | "target"
  >,
): AnswerKey | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat)
    return undefined;
  if (isTypedInto(event.target)) return undefined;
  return keys[event.key.toLowerCase()];
}

function isTypedInto(target: EventTarget | null): boolean {
  const element = target as Partial<Pick<HTMLElement, "closest">> | null;
  const around = element?.closest?.(
    "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=menu], [role=dialog], [role=alertdialog], [role=listbox]",
  );
  return (around ?? null) !== null;
}
