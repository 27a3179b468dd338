import type { Approval, Decider } from "@dispatch/protocol/agent/approval";
import type { AgentUsage } from "@dispatch/protocol/agent/events";
import type { GivenAnswer, ItemOf } from "@dispatch/protocol/agent/transcript-item";
import type { ToolDiff, ToolInput } from "@dispatch/protocol/agent/tools";
import { diffLines, linesOf } from "@dispatch/protocol/line-diff";
import { oneLine } from "../output/table.ts";

/** More of an output is in the log; here it would push away what was said. */
const OUTPUT_LINES = 12;

/** Several lines as they may reach a terminal: an agent's words may hold any sequence. */
export const printable = (text: string) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");

/** "Bash make test". */
export function toolTitle(use: { tool: string; input: ToolInput; title?: string | undefined }): string {
  const { command } = use.input;
  const about = use.title ?? (typeof command === "string" ? command : JSON.stringify(use.input));
  return `${oneLine(use.tool)} ${oneLine(about)}`.slice(0, 500);
}

/** The end of a tool's output, or what it changed. */
export function toolOutcome({ diff, output, state, approval }: ItemOf<"tool">): string[] {
  const changed = (diff ?? []).map(diffLine);
  const told = approval?.answer?.message;
  const head = state === "done" ? [] : [told === undefined ? state : `${state}: ${oneLine(told)}`];
  if (changed.length > 0 && state === "done") return changed;
  const lines = printable(output).trimEnd().split("\n");
  const shown = lines.slice(-OUTPUT_LINES).filter((line) => line !== "");
  const left = lines.length - OUTPUT_LINES;
  return [...head, ...(left > 0 ? [`(${left} lines more)`] : []), ...shown];
}

function diffLine({ path, oldText, newText }: ToolDiff): string {
  const hunks = diffLines(linesOf(oldText ?? ""), linesOf(newText));
  const added = hunks.reduce((sum, { otherFrom, otherTo }) => sum + otherTo - otherFrom, 0);
  const removed = hunks.reduce((sum, { from, to }) => sum + to - from, 0);
  return `${oneLine(path)} (+${added} -${removed})`;
}

const deciders = { rule: "a rule", expiry: "nobody in time", ended: "the end of what asked" } as const;
const deciderName = (by: Decider) => (typeof by === "string" ? deciders[by] : oneLine(by.name));

export function answerText({ decision, by, message, answers }: GivenAnswer): string {
  const given = Object.values(answers ?? {}).map((answer) => [answer].flat().join(", "));
  const told = [...(message === undefined ? [] : [message]), ...given].map(oneLine).join("; ");
  return `${decision === "allow" ? "allowed" : "denied"} by ${deciderName(by)}${told === "" ? "" : `: ${told}`}`;
}

/** "completed in 12 s, 1200 tokens in, 300 out, 0.02 USD". */
export function turnText({ outcome, ms, usage }: ItemOf<"turn-end">): string {
  const time = ms === undefined ? "" : ` in ${Math.max(1, Math.round(ms / 1000))} s`;
  return [`${outcome.replace("_", " ")}${time}`, ...(usage ? [usageText(usage)] : [])].join(", ");
}

function usageText(usage: AgentUsage): string {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, costUsd } = usage;
  const cost = costUsd === undefined ? [] : [`${costUsd.toFixed(costUsd < 0.1 ? 4 : 2)} USD`];
  return [
    `${inputTokens + cacheReadTokens + cacheWriteTokens} tokens in`,
    `${outputTokens} out`,
    ...cost,
  ].join(", ");
}

/** What is asked, with all that an answer depends on. */
export function askText({ prompt, call, plan, questions, rule }: Approval): string {
  const asked = (questions ?? []).map(({ question, options }) =>
    [
      question,
      ...options.map(
        ({ label, description }, at) => `${at + 1}) ${label}${description ? `: ${description}` : ""}`,
      ),
    ].join("\n    "),
  );
  const parts = [
    ...(call ? [`${oneLine(call.tool)} ${JSON.stringify(call.input, null, 2)}`] : []),
    ...(call?.diff ?? []).map(diffLine),
    ...(plan === undefined ? [] : [plan]),
    ...asked,
    ...(rule?.note === undefined ? [] : [`(asked because of a rule: ${rule.note})`]),
  ];
  return [`? ${oneLine(prompt)}`, ...parts.map((part) => printable(part).replace(/^/gm, "  "))].join("\n");
}

/** How it is answered from another command line. */
export const howToAnswer = (id: string) => `\`dispatch approve ${id}\` or \`dispatch deny ${id}\` answers it`;
