import type { ApprovalRule, JudgedPart } from "@dispatch/protocol/approval-rules";
import type { CommandAspect } from "./call-aspects.ts";
import { type Budget, compileGlob, literalOf, matchesText } from "./glob.ts";
import { matchesHost } from "./host-pattern.ts";
import { type PathPattern, type Place, allowsPath, compilePath, placeOf } from "./path-pattern.ts";
import { type Judged, fitsKind, fitsTool, inputText, isHarmless } from "./rule-fit.ts";
import { shortened } from "./strict-rules.ts";

const PARTS_LIMIT = 1000;

/** What rules that allow make of a call together: it holds only if each part has a rule. */
export type Allowance = {
  readonly holds: boolean;
  readonly parts: readonly JudgedPart[];
  readonly used: ReadonlySet<ApprovalRule>;
};
type Part = { readonly text: string; readonly rule?: ApprovalRule | undefined; readonly why?: string };

export function allowanceOf(rules: readonly ApprovalRule[], judged: Judged): Allowance {
  const fitting = rules.filter((rule) => fitsTool(rule, judged));
  const whole = fitting.find(({ pattern }) => pattern === undefined);
  const parts = whole ? [{ text: judged.call.tool, rule: whole }] : partsOf(fitting, rules, judged);
  const holds = parts.length > 0 && parts.every(({ rule, why }) => rule !== undefined && why === undefined);
  const isHeld = holds && !judged.budget.isSpent;
  return {
    holds: isHeld,
    used: new Set(parts.flatMap(({ rule }) => (rule ? [rule] : []))),
    parts: parts.map(({ text, rule, why }) => ({
      text: shortened(text),
      effect: rule && why === undefined ? "allow" : "none",
      ...(rule ? { ruleId: rule.id } : {}),
      ...(why === undefined ? {} : { why }),
    })),
  };
}

/** One that is meant for files could allow a program of that name: without a tool no pattern says what it is for. */
const isForOneSort = ({ tool }: ApprovalRule) => !/^\*+$/.test(tool);

function partsOf(fitting: readonly ApprovalRule[], rules: readonly ApprovalRule[], judged: Judged): Part[] {
  const { aspects, budget, call } = judged;
  if (!aspects.isComplete) return [{ text: call.tool, why: "the input is too large to be looked through" }];
  const usable = fitting.filter(isForOneSort);
  const first = (fits: (pattern: string) => boolean) => usable.find(({ pattern }) => fits(pattern ?? ""));
  switch (aspects.sort) {
    case "command":
      return aspects.commands.flatMap((aspect) => commandParts({ aspect, usable, rules, judged }));
    case "file": {
      const patterns = usable.map((rule) => ({ rule, path: compilePath(rule.pattern ?? "") }));
      return aspects.places.map((place) => filePart(place, patterns, budget));
    }
    case "host":
      return aspects.hosts.map((host) => ({
        text: host.url,
        rule: first((pattern) => matchesHost(pattern, host, budget)),
        ...(host.host === undefined ? { why: "it is no web address" } : {}),
      }));
    case "text": {
      const text = inputText(judged);
      if (text === undefined) return [{ text: call.tool, why: "its input is not JSON" }];
      return [{ text, rule: first((pattern) => matchesText(compileGlob(pattern), text, budget)) }];
    }
    case "unclear":
      return [{ text: call.tool, why: "what its input is about is not clear, so no pattern can allow it" }];
  }
}

type Patterns = readonly { readonly rule: ApprovalRule; readonly path: PathPattern }[];

function filePart(place: Place, patterns: Patterns, budget: Budget): Part {
  if (!place.isClear) return { text: place.path, why: "where this path leads is not clear" };
  return { text: place.path, rule: patterns.find(({ path }) => allowsPath(path, place, budget))?.rule };
}

type CommandCase = {
  readonly aspect: CommandAspect;
  readonly usable: readonly ApprovalRule[];
  readonly rules: readonly ApprovalRule[];
  readonly judged: Judged;
};

function commandParts({ aspect, usable, rules, judged }: CommandCase): Part[] {
  const { text, reading } = aspect;
  // Who wrote down this very text has seen all that is in it.
  const exact = usable.find(({ pattern }) => literalOf(compileGlob(pattern?.trim() ?? "")) === text);
  if (exact && text !== "") return [{ text, rule: exact }];
  const [trouble] = reading.troubles;
  if (trouble !== undefined) return [{ text, why: `it cannot be understood well enough: ${trouble}` }];
  const written = [...reading.parts].filter(({ isGuess }) => !isGuess);
  if (written.length + reading.redirects.length > PARTS_LIMIT)
    return [{ text, why: "it holds too many commands" }];
  const patterns = usable.map((rule) => ({ rule, words: wordsOf(rule.pattern ?? "") }));
  const parts: Part[] = written.map(({ words }) => ({
    text: words.join(" "),
    rule: patterns.find((pattern) => allowsWords(pattern.words, words, judged.budget))?.rule,
  }));
  const moves = aspect.isElsewhere || written.some(({ words }) => /^(cd|pushd|popd)$/.test(words[0] ?? ""));
  return [...parts, ...redirectParts({ aspect, rules, judged, moves })];
}

function redirectParts({
  aspect,
  rules,
  judged,
  moves,
}: Omit<CommandCase, "usable"> & { moves: boolean }): Part[] {
  const { budget, call } = judged;
  const writes = aspect.reading.redirects.filter(({ path, isWrite }) => isWrite && !isHarmless(path));
  const editing = rules.filter((rule) => fitsKind(rule, "edit", budget));
  const patterns = editing.map((rule) => ({ rule, path: compilePath(rule.pattern ?? "/**") }));
  return writes.map(({ path }) => {
    const text = `> ${path}`;
    if (moves && !path.startsWith("/")) return { text, why: "in which folder this file lies is not clear" };
    const unbound = editing.find(({ pattern }) => pattern === undefined);
    return unbound
      ? { text, rule: unbound }
      : { ...filePart(placeOf(path, call.cwd), patterns, budget), text };
  });
}

const wordsOf = (pattern: string) =>
  pattern
    .trim()
    .split(/\s+/)
    .map((word) => (word === "*" ? "any" : compileGlob(word)));

/** Word by word: a star stays in its word, and only one that is the last word stands for any words. */
function allowsWords(pattern: ReturnType<typeof wordsOf>, words: readonly string[], budget: Budget): boolean {
  const isOpen = pattern.at(-1) === "any";
  const fixed = isOpen ? pattern.slice(0, -1) : pattern;
  if (isOpen ? words.length < fixed.length : words.length !== fixed.length) return false;
  return fixed.every((glob, at) => glob === "any" || matchesText(glob, words[at] ?? "", budget));
}
