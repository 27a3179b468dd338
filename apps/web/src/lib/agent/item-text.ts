import type { TranscriptItem } from "@dispatch/protocol/agent/transcript-item";

/** All words of an item that somebody may look for. */
function itemText(item: TranscriptItem): string {
  switch (item.type) {
    case "message":
    case "thinking":
    case "notice":
    case "error":
      return item.text;
    case "tool":
      return [item.tool, item.title ?? "", ...Object.values(item.input).map(words), item.output].join("\n");
    case "plan":
      return item.entries.map(({ content }) => content).join("\n");
    case "approval":
      return [item.prompt, item.plan ?? "", words(item.answer?.answers ?? "")].join("\n");
    default:
      return "";
  }
}

const words = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** Whether it is there, however it is written. The needle is in small letters. */
export const says = (item: TranscriptItem, needle: string): boolean =>
  itemText(item).toLowerCase().includes(needle);
