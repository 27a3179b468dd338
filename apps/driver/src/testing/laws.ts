import type { DriverItem } from "@dispatch/protocol/agent/driving";

/** What holds of everything that any agent's driver says, in whatever order it came; the sentences that are broken. */
export function brokenLaws(items: readonly DriverItem[]): string[] {
  const broken: string[] = [];
  const law = (holds: boolean, sentence: string) => void (holds || broken.push(sentence));
  const tools = new Map<string, "used" | "ended">();
  const asks = new Set<string>();
  const deltas = new Map<string, string>();
  let isTurn = false;
  for (const { channel, payload } of items) {
    switch (channel) {
      case "driver:turn-began":
        law(!isTurn, "a turn begins within a turn");
        isTurn = true;
        break;
      case "driver:turn-ended":
        law(isTurn, "a turn ends that has not begun");
        isTurn = false;
        law(
          [...tools.values()].every((state) => state === "ended"),
          "a turn ends before its tools",
        );
        break;
      case "agent:tool_use":
        law(!tools.has(payload.toolUseId), `tool ${payload.toolUseId} is used twice`);
        tools.set(payload.toolUseId, "used");
        break;
      case "agent:tool_output":
        law(tools.get(payload.toolUseId) === "used", `tool ${payload.toolUseId} prints before it is used`);
        break;
      case "agent:tool_result":
        law(tools.get(payload.toolUseId) === "used", `tool ${payload.toolUseId} ends without use, or twice`);
        tools.set(payload.toolUseId, "ended");
        break;
      case "driver:ask":
        law(!asks.has(payload.askId), `${payload.askId} is asked twice`);
        law(isTurn, "it is asked between turns");
        if (payload.call)
          law(
            tools.get(payload.call.toolUseId) === "used",
            `${payload.call.toolUseId} is asked for before it is told`,
          );
        asks.add(payload.askId);
        break;
      case "driver:withdrawn":
        law(asks.delete(payload.askId), `${payload.askId} is withdrawn, and was not asked`);
        break;
      case "agent:output":
        if (payload.type === "text")
          deltas.set(payload.messageId, `${deltas.get(payload.messageId) ?? ""}${payload.text}`);
        break;
      case "agent:message":
        law(deltas.get(payload.messageId) === payload.text, `message ${payload.messageId} is not its pieces`);
        deltas.delete(payload.messageId);
        break;
      default:
        break;
    }
  }
  law(deltas.size === 0, `${deltas.size} messages are not told whole`);
  law(!isTurn, "a turn has not ended");
  law(
    [...tools.values()].every((state) => state === "ended"),
    "a tool has no result",
  );
  return broken;
}
