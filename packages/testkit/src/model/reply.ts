import { randomUUID } from "node:crypto";
import { NOTICE, type Asked, type Turn, presentTurn } from "./conversation.ts";
import { type Fault, type Step, type Usage, isAction, isScript, parseScript } from "./script.ts";
import { sideReply } from "./side-calls.ts";
import { type Call, callsFor } from "./tool-calls.ts";

/** What the model does with a request: refuses it, or goes through beats and ends. */
export type Reply = {
  /** A turn of a person's, or what an agent asks for by itself. */
  readonly purpose: "turn" | "title" | "suggestion" | "summary" | "schema";
  readonly turn: Turn;
  readonly refusal?: Fault;
  readonly beats: readonly Beat[];
  readonly end: End;
  readonly usage: Usage;
};

export type Beat =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "thought"; readonly text: string }
  | { readonly kind: "call"; readonly id: string; readonly name: string; readonly input: Call["input"] }
  | { readonly kind: "pause"; readonly ms: number }
  | { readonly kind: "gate"; readonly name: string }
  | { readonly kind: "break"; readonly how: "cut" | "stream" };

export type End = "stop" | "calls" | "length" | "refusal";

/** Says whether this try of a fault with an end fails, and counts it. */
export type FailureCount = (identity: string, times: number) => boolean;

/** One answer of the model: what is said, and the calls that end it; none in the final one. */
type Round = { readonly steps: readonly Step[]; readonly calls: readonly Call[] };

const SHOWN_CHARACTERS = 300;
const LINE = "The quick brown fox jumps over the lazy dog and comes back for the next line.\n";

/** The answer, chosen from the request alone, but for faults that are to end. */
export function replyTo(asked: Asked, fails: FailureCount): Reply {
  const turn = presentTurn(asked.entries, isScript);
  const side = sideReply(asked, turn);
  if (side)
    return {
      purpose: side.purpose,
      turn,
      beats: [{ kind: "text", text: side.text }],
      end: "stop",
      usage: usageOf(asked, [side.text]),
    };
  const steps = parseScript(turn.prompt) ?? [{ verb: "say", text: repeated(turn.prompt) }];
  const rounds = roundsOf(steps, asked);
  const at = presentRound(rounds, turn.calls.length);
  const { calls, steps: said } = rounds[at]!;
  const isDue = (fault: Fault, index: number) =>
    fault.times === undefined ||
    fails(JSON.stringify([asked.conversation, turn.position, turn.prompt, at, index]), fault.times);
  const due = said.findIndex((step, index) => step.verb === "fault" && isDue(step.fault, index));
  const failing = said[due];
  const fault = failing?.verb === "fault" ? failing.fault : undefined;
  const beats = [
    ...(due < 0 ? said : said.slice(0, due)).flatMap(beatsOf),
    ...(fault ? beatsOfFault(fault) : ending(turn, calls, said)),
  ];
  const tokens = said.findLast((step) => step.verb === "usage")?.tokens;
  return {
    purpose: "turn",
    turn,
    ...(fault && isRefusal(fault) ? { refusal: fault } : {}),
    beats,
    end: endOf(fault, calls),
    usage:
      tokens ??
      usageOf(
        asked,
        beats.map((beat) => JSON.stringify(beat)),
      ),
  };
}

const repeated = (words: string) => (words.startsWith(NOTICE) ? words : `You said: ${shown(words)}`);

function roundsOf(steps: readonly Step[], asked: Asked): Round[] {
  const rounds: Round[] = [];
  let said: Step[] = [];
  for (const step of steps) {
    if (!isAction(step)) {
      said.push(step);
      continue;
    }
    const calls = callsFor(step, asked);
    if ("missing" in calls) return [...rounds, { steps: [{ verb: "say", text: calls.missing }], calls: [] }];
    for (const together of calls.rounds) {
      rounds.push({ steps: said, calls: together });
      said = [];
    }
  }
  return [...rounds, { steps: said, calls: [] }];
}

/** A round is behind us when its calls are in the conversation. */
function presentRound(rounds: readonly Round[], callsMade: number): number {
  let calls = 0;
  for (const [at, round] of rounds.entries()) {
    if (calls >= callsMade) return at;
    calls += round.calls.length;
  }
  return rounds.length - 1;
}

const isSpoken = (step: Step) => ["say", "long", "slow"].includes(step.verb);

function beatsOf(step: Step, at: number, steps: readonly Step[]): Beat[] {
  const separator = steps.slice(0, at).some(isSpoken) ? "\n" : "";
  switch (step.verb) {
    case "say":
      return [{ kind: "text", text: `${separator}${step.text}` }];
    case "think":
      return [{ kind: "thought", text: step.text }];
    case "gate":
      return [{ kind: "gate", name: step.text }];
    case "long": {
      const lines = LINE.repeat(Math.ceil(step.characters / LINE.length));
      return [{ kind: "text", text: lines.slice(0, step.characters) }];
    }
    case "slow":
      return Array.from({ length: step.chunks }, (_, index): Beat[] => [
        { kind: "text", text: `chunk ${index + 1} ` },
        { kind: "pause", ms: step.pauseMs },
      ]).flat();
    default:
      return [];
  }
}

function ending(turn: Turn, calls: readonly Call[], said: readonly Step[]): Beat[] {
  if (calls.length > 0) return calls.map((call) => ({ kind: "call", id: randomUUID(), ...call }));
  const hasText = said.some(isSpoken);
  const result = turn.results.at(-1);
  const closing = [
    ...(hasText ? [] : [result ? `Done. The last result: ${shown(result.text)}` : "Done."]),
    ...turn.steering.map((words) => `Meanwhile I heard: ${shown(words)}`),
  ];
  return closing.map((text, at) => ({ kind: "text", text: hasText || at > 0 ? `\n${text}` : text }));
}

const isRefusal = ({ kind }: Fault) => typeof kind === "number" || kind === "too-long";

function beatsOfFault({ kind }: Fault): Beat[] {
  if (kind === "cut" || kind === "stream") return [{ kind: "break", how: kind }];
  if (kind === "refusal") return [{ kind: "text", text: " I will not do that." }];
  if (kind === "max_tokens") return [{ kind: "text", text: " This answer is longer than" }];
  return [];
}

function endOf(fault: Fault | undefined, calls: readonly Call[]): End {
  if (fault?.kind === "max_tokens") return "length";
  if (fault?.kind === "refusal") return "refusal";
  return !fault && calls.length > 0 ? "calls" : "stop";
}

const TOKEN_CHARACTERS = 4;
const tokensOf = (text: string) => Math.ceil(text.length / TOKEN_CHARACTERS);

/** About what it would be, so that numbers differ as they do. */
export function usageOf(asked: Asked, answer: readonly string[]): Usage {
  const input = [asked.system, JSON.stringify(asked.entries), JSON.stringify(asked.tools)].join("");
  return { input: tokensOf(input), output: Math.max(1, tokensOf(answer.join(""))) };
}

const shown = (text: string) =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
