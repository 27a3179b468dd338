import type { TranscriptNode } from "@dispatch/protocol/agent/transcript-item";

/** Where a turn begins: with what was said to the agent. */
export type TurnStart = { readonly seq: number; readonly text: string; readonly at: number };

export const turnsOf = (nodes: readonly TranscriptNode[]): readonly TurnStart[] =>
  nodes.flatMap(({ item }) =>
    item.type === "message" && item.role === "user" && item.isSteering !== true
      ? [{ seq: item.seq, text: item.text.trim(), at: item.at }]
      : [],
  );

/** From a row down to the item; of what is not shown itself, to the last row before it. */
export function pathTo(nodes: readonly TranscriptNode[], seq: number): readonly TranscriptNode[] {
  const node = nodes.findLast(({ item }) => item.seq <= seq) ?? nodes[0];
  if (!node) return [];
  return (
    within(node, seq) ??
    within(
      nodes.find((one) => within(one, seq)),
      seq,
    ) ?? [node]
  );
}

function within(node: TranscriptNode | undefined, seq: number): readonly TranscriptNode[] | undefined {
  if (!node) return undefined;
  if (node.item.seq === seq) return [node];
  for (const child of node.children) {
    const path = within(child, seq);
    if (path) return [node, ...path];
  }
  return undefined;
}
