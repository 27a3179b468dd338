import type { ApprovalRule } from "@dispatch/protocol/approval-rules";
import type { ToolKind } from "@dispatch/protocol/agent/tools";
import { type ToolCall, toolsOfKind } from "@dispatch/protocol/tool-call";
import type { Aspects } from "./call-aspects.ts";
import { type Budget, compileGlob, matchesText } from "./glob.ts";

const PREFIX = "kind:";

export type Judged = { readonly call: ToolCall; readonly aspects: Aspects; readonly budget: Budget };

/** Whether a rule speaks of calls of this tool. What a tool does is the agent's word: an allow takes no chances with it. */
export function fitsTool({ tool, effect }: ApprovalRule, { call, aspects, budget }: Judged): boolean {
  if (!tool.startsWith(PREFIX)) return matchesText(compileGlob(tool), call.tool, budget);
  const kind = tool.slice(PREFIX.length);
  const { commands, places, hosts } = aspects;
  const runs = commands.length > 0;
  if (effect === "allow") return aspects.kind === kind && (kind === "execute" || !runs);
  if (aspects.kind === kind || (kind === "execute" && runs)) return true;
  if (aspects.kind !== undefined && aspects.kind !== "other") return false;
  if (kind === "fetch") return hosts.length > 0;
  return ["read", "edit", "delete", "move", "search"].includes(kind) && places.length > 0;
}

/** Whether a rule speaks of files that are read or edited, by whichever tool: a redirect of a command does so too. */
export function fitsKind({ tool }: ApprovalRule, kind: ToolKind, budget: Budget): boolean {
  if (tool.startsWith(PREFIX)) return tool === PREFIX + kind;
  const glob = compileGlob(tool);
  return toolsOfKind(kind).some((name) => matchesText(glob, name, budget));
}

/** The input as JSON, made once for each call and only where it is asked for. */
export function inputText({ call }: Judged): string | undefined {
  const known = inputTexts.get(call);
  if (known !== undefined) return known;
  try {
    const text = JSON.stringify(call.input) ?? "";
    inputTexts.set(call, text);
    return text;
  } catch {
    return undefined; // no JSON, so nothing that came over a wire
  }
}
const inputTexts = new WeakMap<ToolCall, string>();

/** Devices that keep nothing. */
export const isHarmless = (path: string) => /^\/dev\/(null|stdout|stderr|stdin|fd\/\d+)$/.test(path);
