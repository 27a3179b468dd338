import type { DriverItem } from "@dispatch/protocol/agent/driving";

type Known = {
  /** The asks that were answered. */
  readonly answered: ReadonlySet<string>;
  /** The messages that were handed over. */
  readonly prompted: readonly string[];
  /** Whether it says what its turns use. */
  readonly tellsUsage?: boolean;
};

type Of<C extends DriverItem["channel"]> = Extract<DriverItem, { channel: C }>["payload"];

/** Whatever an agent does, these hold of what its driver has said up to its end. Throws with all that are broken. */
export function lawsHold(items: readonly DriverItem[], known: Known): void {
  const broken = [
    ...turnLaws(items, known),
    ...toolLaws(items),
    ...speechLaws(items),
    ...askLaws(items, known.answered),
    ...orderLaws(items),
  ];
  if (broken.length > 0) throw new Error(`broken laws:\n- ${broken.join("\n- ")}\nin:\n${told(items)}`);
}

function turnLaws(items: readonly DriverItem[], { prompted, tellsUsage = true }: Known): string[] {
  const broken: string[] = [];
  let isOpen = false;
  let usages = 0;
  for (const { channel, payload } of items) {
    if (channel === "driver:turn-began") {
      if (isOpen) broken.push("a turn began in a turn");
      isOpen = true;
      usages = 0;
    }
    if (channel === "agent:usage" && ++usages > 1) broken.push("the usage of a turn was told twice");
    if (channel === "agent:usage" && !isOpen) broken.push("usage was told outside of a turn");
    if (channel === "driver:turn-ended") {
      if (!isOpen) broken.push("a turn ended that had not begun");
      isOpen = false;
      if (
        tellsUsage &&
        usages === 0 &&
        payload.fault?.code !== "agent-died" &&
        payload.outcome === "completed"
      )
        broken.push("a turn ended without its usage");
      if ((payload.outcome === "failed") !== (payload.fault !== undefined) && payload.outcome !== "refused")
        broken.push(`a turn ended as ${payload.outcome}, which its fault does not fit`);
    }
  }
  if (isOpen) broken.push("a turn never ended");
  const ended = of(items, "driver:turn-ended").flatMap(({ messageIds }) => messageIds);
  for (const id of prompted) {
    const times = ended.filter((one) => one === id).length;
    if (times !== 1) broken.push(`message ${id} was answered by ${times} turns`);
  }
  for (const id of ended) if (!prompted.includes(id)) broken.push(`message ${id} was never handed over`);
  return broken;
}

function toolLaws(items: readonly DriverItem[]): string[] {
  const broken: string[] = [];
  const uses = new Map<string, string>();
  const results = new Set<string>();
  for (const { channel, payload } of items) {
    if (channel === "agent:tool_use") {
      if (uses.has(payload.toolUseId)) broken.push(`${payload.tool} was begun twice`);
      uses.set(payload.toolUseId, payload.tool);
    }
    if (channel === "agent:tool_result") {
      if (!uses.has(payload.toolUseId)) broken.push(`${payload.tool} ended and had not begun`);
      if (results.has(payload.toolUseId)) broken.push(`${payload.tool} ended twice`);
      results.add(payload.toolUseId);
    }
    if (channel === "agent:tool_output" && (!uses.has(payload.toolUseId) || results.has(payload.toolUseId)))
      broken.push("a tool printed that did not run");
  }
  for (const [id, tool] of uses) if (!results.has(id)) broken.push(`${tool} never ended`);
  return broken;
}

function speechLaws(items: readonly DriverItem[]): string[] {
  const broken: string[] = [];
  const pieces = new Map<string, string>();
  const whole = new Set<string>();
  for (const { channel, payload } of items) {
    if (channel === "agent:output" && payload.type === "text") {
      if (whole.has(payload.messageId)) broken.push("a piece came after its message");
      pieces.set(payload.messageId, (pieces.get(payload.messageId) ?? "") + payload.text);
    }
    if (channel === "agent:output" && payload.text === "") broken.push("an empty piece was told");
    if (channel === "agent:message") {
      if (payload.role !== "agent") broken.push("the driver told what a person said");
      if (whole.has(payload.messageId)) broken.push("a message was told twice");
      whole.add(payload.messageId);
      const text = pieces.get(payload.messageId);
      if (text !== undefined && text !== payload.text)
        broken.push(`the pieces "${text}" are not the message "${payload.text}"`);
    }
  }
  for (const [id, text] of pieces) if (!whole.has(id)) broken.push(`"${text}" never became a message`);
  return broken;
}

function askLaws(items: readonly DriverItem[], answered: ReadonlySet<string>): string[] {
  const broken: string[] = [];
  const used = new Set<string>();
  const open = new Set<string>();
  for (const { channel, payload } of items) {
    if (channel === "agent:tool_use") used.add(payload.toolUseId);
    if (channel === "driver:ask") {
      if (open.has(payload.askId)) broken.push("an ask came twice");
      if (payload.call && !used.has(payload.call.toolUseId)) broken.push("an ask came before its tool");
      open.add(payload.askId);
    }
    if (channel === "driver:withdrawn") {
      if (!open.delete(payload.askId)) broken.push("what was not asked was withdrawn");
      if (answered.has(payload.askId)) broken.push("an answered ask was withdrawn");
    }
  }
  for (const askId of open)
    if (!answered.has(askId)) broken.push("an ask was neither answered nor withdrawn");
  return broken;
}

function orderLaws(items: readonly DriverItem[]): string[] {
  const broken: string[] = [];
  const channels = items.map(({ channel }) => channel);
  const readyAt = channels.indexOf("driver:ready");
  const failedAt = channels.indexOf("driver:failed");
  if (readyAt !== channels.lastIndexOf("driver:ready")) broken.push("it was ready twice");
  if (readyAt >= 0 && channels.slice(0, readyAt).includes("driver:turn-began"))
    broken.push("a turn began before it was ready");
  if (failedAt >= 0 && failedAt !== channels.length - 1) broken.push("something was told after the failure");
  return broken;
}

function of<C extends DriverItem["channel"]>(items: readonly DriverItem[], channel: C): Of<C>[] {
  return items.filter((item) => item.channel === channel).map((item) => item.payload as Of<C>);
}

function told(items: readonly DriverItem[]): string {
  return items
    .map(({ channel, payload }) => `${channel} ${JSON.stringify(payload).slice(0, 300)}`)
    .join("\n");
}
