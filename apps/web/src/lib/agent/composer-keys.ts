import type { SendKey } from "#lib/state/preferences.svelte.ts";

type Key = Pick<
  KeyboardEvent,
  "key" | "keyCode" | "isComposing" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey"
>;

/** A key that picks a word of an input method is no command. Safari tells of the last one by its code alone. */
export const isComposing = ({ isComposing, keyCode }: Key): boolean => isComposing || keyCode === 229;

/** Whether the key sends what is written. With Ctrl or Cmd, Enter always does. */
export function isSending(event: Key, sendKey: SendKey): boolean {
  if (event.key !== "Enter" || event.altKey || event.shiftKey) return false;
  return sendKey === "enter" || event.ctrlKey || event.metaKey;
}
