import type { ItemOf, TranscriptItem } from "@dispatch/protocol/agent/transcript-item";
import type { AgentOffers } from "./agent-offers.ts";

/** What is said to an agent to go on after a failure. */
export type Remedy = { readonly kind: "again" | "compact"; readonly say: string };

type Told = { readonly items: readonly TranscriptItem[]; readonly offers: Pick<AgentOffers, "commands"> };

/** Failures that may be over by themselves. */
const passing = new Set([
  "rate-limited",
  "overloaded",
  "unreachable",
  "agent-died",
  "agent-failed",
  "signed-out",
]);

/** For the newest failure alone, and where saying it again is all it takes. */
export function remedyOf(failure: ItemOf<"error">, { items, offers }: Told): Remedy | undefined {
  const last = items.findLast(
    (item) => item.type === "error" || (item.type === "message" && item.role === "user"),
  );
  if (last?.seq !== failure.seq) return undefined;
  if (failure.code === "context-full")
    return offers.commands.some(({ name }) => name === "compact")
      ? { kind: "compact", say: "/compact" }
      : undefined;
  const said = items.findLast((item) => item.type === "message" && item.role === "user");
  // Images are not kept, so what was said with them cannot be said again.
  if (!passing.has(failure.code) || said?.type !== "message" || said.attachments?.length) return undefined;
  return { kind: "again", say: said.text };
}
