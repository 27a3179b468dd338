import type { ApprovalRule } from "@dispatch/protocol/approval-rules";
import type { CommandAspect } from "./call-aspects.ts";
import {
  type Budget,
  type Glob,
  type Token,
  compileGlob,
  literalOf,
  matchesText,
  matchesTokens,
} from "./glob.ts";
import { matchesHost } from "./host-pattern.ts";
import { compilePath, concernsPath, placeOf } from "./path-pattern.ts";
import { type Judged, fitsKind, fitsTool, inputText, isHarmless } from "./rule-fit.ts";
import type { ShellReading } from "./shell-reading.ts";

/** What a rule that denies or asks makes of a call; `unknown`: it may match, and nobody can say. */
export type Concern = { readonly matches: boolean | "unknown"; readonly why: string };

const yes = (why: string): Concern => ({ matches: true, why });

/** Generously: one part that matches is enough, in any way to understand it. */
export function concernOf(rule: ApprovalRule, judged: Judged): Concern {
  const { aspects, budget } = judged;
  const fits = fitsTool(rule, judged);
  const found = (fits ? about(rule, judged) : undefined) ?? redirected(rule, judged);
  if (found !== undefined) return yes(found);
  if (budget.isSpent) return { matches: "unknown", why: "the call is too large to be looked through" };
  if (!fits) return { matches: false, why: "it is about other tools" };
  const unread = aspects.commands.find(({ reading }) => !reading.isComplete);
  if (unread) {
    const [trouble] = unread.reading.hiding;
    return { matches: "unknown", why: `the command cannot be read to its end: ${trouble}` };
  }
  if (!aspects.isComplete) return { matches: "unknown", why: "the input is too large to be looked through" };
  return { matches: false, why: `nothing in the call matches \`${rule.pattern}\`` };
}

function about({ tool, pattern }: ApprovalRule, judged: Judged): string | undefined {
  if (pattern === undefined) return "it is about every call of this tool";
  const { aspects, budget, call } = judged;
  const glob = compileGlob(pattern);
  const command = commandPattern(pattern, glob);
  for (const aspect of aspects.commands) {
    const found = matchingCommand(command, aspect, budget);
    if (found !== undefined) return `it matches \`${shortened(found)}\``;
  }
  const path = compilePath(pattern);
  const isWhole = aspects.kind === "delete" || aspects.kind === "move";
  for (const place of aspects.places)
    if (concernsPath(path, place, { budget, isWhole })) return `it matches the file ${shortened(place.path)}`;
  for (const host of aspects.hosts)
    if (matchesHost(pattern, host, budget) || matchesText(glob, host.url, budget))
      return `it matches ${shortened(host.url)}`;
  // A path of a rule for all tools is meant for commands that name it too.
  if (/^\*+$/.test(tool) && pattern.includes("/"))
    for (const { reading } of aspects.commands)
      for (const { words } of reading.parts)
        for (const word of words)
          if (budget.spend() && concernsPath(path, placeOf(word, call.cwd), { budget, isWhole: false }))
            return `it matches the argument ${shortened(word)}`;
  if (aspects.sort !== "text" && aspects.sort !== "unclear") return undefined;
  const text = inputText(judged);
  return text !== undefined && matchesText(glob, text, budget) ? "it matches the input" : undefined;
}

/** What a command reads from and writes to is a file like those that tools read and edit. */
function redirected(rule: ApprovalRule, { aspects, budget, call }: Judged): string | undefined {
  if (aspects.commands.length === 0) return undefined;
  const speaks = { true: fitsKind(rule, "edit", budget), false: fitsKind(rule, "read", budget) };
  if (!speaks.true && !speaks.false) return undefined;
  const pattern = rule.pattern === undefined ? undefined : compilePath(rule.pattern);
  for (const { reading } of aspects.commands)
    for (const { path, isWrite } of reading.redirects) {
      if (!budget.spend()) return undefined;
      if (!speaks[`${isWrite}`] || isHarmless(path)) continue;
      if (!pattern || concernsPath(pattern, placeOf(path, call.cwd), { budget, isWhole: false }))
        return `the command ${isWrite ? "writes to" : "reads from"} ${shortened(path)}`;
    }
  return undefined;
}

type CommandPattern = {
  readonly glob: Glob;
  readonly tokens: readonly Token[];
  readonly head: string | undefined;
};

function commandPattern(pattern: string, glob: Glob): CommandPattern {
  const tokens = pattern
    .trim()
    .split(/\s+/)
    .map((word) => (word === "*" ? ("many" as const) : compileGlob(word)));
  const head = tokens[0];
  return { glob, tokens, head: head === undefined || head === "many" ? undefined : literalOf(head) };
}

function matchingCommand(
  { glob, tokens, head }: CommandPattern,
  { text, reading }: CommandAspect,
  budget: Budget,
): string | undefined {
  const { byHead, all } = indexOf(reading);
  for (const part of head === undefined ? all : (byHead.get(head) ?? [])) {
    if (matchesTokens(tokens, part.words, budget) || matchesText(glob, part.text, budget)) return part.text;
    if (budget.isSpent) return undefined;
  }
  return matchesText(glob, text, budget) ? text : undefined;
}

type Indexed = { readonly words: readonly string[]; readonly text: string };
type Index = { readonly byHead: ReadonlyMap<string, Indexed[]>; readonly all: readonly Indexed[] };
const indexes = new WeakMap<ShellReading, Index>();

/** Parts by their first word, so that a thousand rules do not each look through a thousand commands. */
function indexOf(reading: ShellReading): Index {
  const known = indexes.get(reading);
  if (known) return known;
  const all = [...reading.parts].map(({ words }) => ({ words, text: words.join(" ") }));
  const index = { all, byHead: Map.groupBy(all, ({ words }) => words[0] ?? "") };
  indexes.set(reading, index);
  return index;
}

export const shortened = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
