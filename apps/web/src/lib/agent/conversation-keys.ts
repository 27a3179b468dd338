export type ConversationKey = "find" | "previous-turn" | "next-turn";

type Key = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "defaultPrevented"
>;

/** Keys that lead through a conversation. Finding takes the browser's key: what is out of view is not on the page for it. */
export function conversationKey(event: Key): ConversationKey | undefined {
  if (event.defaultPrevented || event.shiftKey) return undefined;
  const isCommand = event.ctrlKey !== event.metaKey;
  if (isCommand && !event.altKey && event.code === "KeyF") return "find";
  if (event.altKey && !event.ctrlKey && !event.metaKey) {
    if (event.key === "ArrowUp") return "previous-turn";
    if (event.key === "ArrowDown") return "next-turn";
  }
  return undefined;
}
