import { nest, type TranscriptItem, type TranscriptNode } from "@dispatch/protocol/agent/transcript-item";

/** What a reader is shown: less what only says where something begins, and what the page says elsewhere already. */
export function shownNodes(items: readonly TranscriptItem[]): TranscriptNode[] {
  let model: string | undefined;
  let mode: string | undefined;
  const shown = items.flatMap((item): TranscriptItem[] => {
    if (item.type !== "mode") return isShown(item) ? [item] : [];
    // The first choice is how it began; of a later one, what is new is told.
    const before = { model, mode };
    model = item.model ?? model;
    mode = item.mode ?? mode;
    const change = {
      ...(before.model !== undefined && before.model !== model && { model }),
      ...(before.mode !== undefined && before.mode !== mode && { mode }),
    };
    const { type, seq, lastSeq, at } = item;
    return Object.keys(change).length === 0 ? [] : [{ type, seq, lastSeq, at, ...change }];
  });
  return nest(shown);
}

function isShown(item: TranscriptItem): boolean {
  switch (item.type) {
    case "turn":
      return false;
    case "approval":
      // Said by the error before it, or by the end of the session.
      return item.ask !== "failure" && item.ask !== "sign-in";
    case "message":
    case "thinking":
      return item.text !== "" || (item.type === "message" && (item.attachments?.length ?? 0) > 0);
    default:
      return true;
  }
}
