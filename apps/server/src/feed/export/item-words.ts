import type { Decider } from "@dispatch/protocol/agent/approval";
import type { AgentUsage } from "@dispatch/protocol/agent/events";
import type { GivenAnswer, ItemOf } from "@dispatch/protocol/agent/transcript-item";
import { TextFilter } from "./text-filter.ts";

/** Without terminal sequences: a history is read, and must not move a cursor. */
export function plain(text: string): string {
  const filter = new TextFilter();
  return (filter.push(text) + filter.end()).replace(/\n+$/, "");
}

/** On one line. */
export const line = (text: string) => plain(text).replace(/\s+/g, " ").trim();

const deciders = { rule: "a rule", expiry: "nobody in time", ended: "the end of what asked" } as const;
const deciderName = (by: Decider) => (typeof by === "string" ? deciders[by] : line(by.name));

/** "allowed by Ada: go on". */
export function answerWords({ decision, by, message, answers }: GivenAnswer): string {
  const given = Object.entries(answers ?? {}).map(
    ([question, answer]) => `${question} ${[answer].flat().join(", ")}`,
  );
  const told = [...(message === undefined ? [] : [message]), ...given].map(line).join("; ");
  const verb = decision === "allow" ? "allowed" : "denied";
  return `${verb} by ${deciderName(by)}${told === "" ? "" : `: ${told}`}`;
}

const toolStates: Record<ItemOf<"tool">["state"], string> = {
  running: "running",
  waiting: "waits for an answer",
  done: "done",
  failed: "failed",
  denied: "denied",
  unfinished: "not finished",
};
export const toolState = ({ state }: ItemOf<"tool">) => toolStates[state];

/** "completed in 12 s, 1200 tokens in, 300 out, 0.02 USD": what it does not say, nobody knows. */
export function turnWords({ outcome, ms, usage }: ItemOf<"turn-end">): string {
  const time = ms === undefined ? "" : ` in ${Math.max(1, Math.round(ms / 1000))} s`;
  return [`${outcome.replace("_", " ")}${time}`, ...(usage ? [usageWords(usage)] : [])].join(", ");
}

const usageWords = ({
  inputTokens,
  outputTokens,
  cacheReadTokens,
  cacheWriteTokens,
  costUsd,
}: AgentUsage) => {
  const taken = inputTokens + cacheReadTokens + cacheWriteTokens;
  const cost = costUsd === undefined ? [] : [`${costUsd.toFixed(costUsd < 0.1 ? 4 : 2)} USD`];
  return [`${taken} tokens in`, `${outputTokens} out`, ...cost].join(", ");
};

export const endedWords = ({ outcome, reason }: ItemOf<"ended">) =>
  `The session ended${outcome ? `: ${outcome}` : ""}${reason === undefined ? "" : ` (${line(reason)})`}`;

export const modeWords = ({ model, mode }: ItemOf<"mode">) =>
  [
    ...(model === undefined ? [] : [`model ${line(model)}`]),
    ...(mode === undefined ? [] : [`mode ${line(mode)}`]),
  ].join(", ");
