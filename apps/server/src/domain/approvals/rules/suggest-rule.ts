import { posix } from "node:path";
import { NewApprovalRule } from "@dispatch/protocol/approval-rules";
import type { ToolCall } from "@dispatch/protocol/tool-call";
import { type Aspects, type CommandAspect, aspectsOf } from "./call-aspects.ts";
import { escapeGlob } from "./glob.ts";

export type SuggestedRule = { readonly tool: string; readonly pattern?: string };

/** Programs whose second word says what they do. */
const MANY_IN_ONE = new Set(
  "git npm pnpm yarn bun docker podman cargo go kubectl gh glab dotnet gradle mvn pip poetry uv".split(" "),
);
/** Second words after which anything can run, or that change what runs later. */
const OPEN_ENDED = new Set(
  "exec x dlx run-script explore create init config alias filter-branch bisect submodule hook difftool mergetool".split(
    " ",
  ),
);
const RUNS_ANYTHING = new Set([
  "docker run",
  "podman run",
  "kubectl run",
  "kubectl debug",
  "uv run",
  "poetry run",
  "go run",
  "git rebase",
]);

/** What “always allow” offers for a call; nothing where no rule would be narrow enough. */
export function suggestRule(call: ToolCall): SuggestedRule | undefined {
  const aspects = aspectsOf(call);
  const pattern = patternFor(aspects);
  if (pattern === undefined && aspects.sort !== "text") return undefined;
  const suggested = { tool: escapeGlob(call.tool), ...(pattern === undefined ? {} : { pattern }) };
  const rule = NewApprovalRule.safeParse({ level: "user", effect: "allow", ...suggested });
  return rule.success ? suggested : undefined;
}

function patternFor({ sort, commands, places, hosts }: Aspects): string | undefined {
  const [command, place, host] = [commands[0], places[0], hosts[0]];
  if (sort === "command" && command && commands.length === 1) return commandPattern(command);
  if (sort === "file" && place) {
    const patterns = new Set(places.map(({ inside, absolute }) => filePattern(inside, absolute)));
    return patterns.size === 1 ? [...patterns][0] : undefined;
  }
  if (sort === "host" && host && hosts.length === 1) return host.hostAndPort;
  return undefined;
}

function commandPattern({ text, reading }: CommandAspect): string | undefined {
  const parts = [...reading.parts];
  const [head = "", second = ""] = parts[0]?.words ?? [];
  const isPlain = parts.length === 1 && reading.troubles.size === 0 && reading.redirects.length === 0;
  const isKnown = MANY_IN_ONE.has(head) && /^[a-z][\w:-]*$/.test(second) && !OPEN_ENDED.has(second);
  if (isPlain && isKnown && !RUNS_ANYTHING.has(`${head} ${second}`)) return `${head} ${second} *`;
  return text === "" ? undefined : escapeGlob(text);
}

/** The folder, where it is an ordinary one of the workspace; its settings and what lies at its root are each named. */
function filePattern(inside: string | undefined, absolute: string | undefined): string | undefined {
  const path = inside ?? absolute;
  if (path === undefined || path === "." || path === "/") return undefined;
  const exact = path.replace(/[\\*?{]/g, "\\$&");
  const folder = posix.dirname(exact);
  const isOrdinary = inside !== undefined && !`/${inside}`.includes("/.") && folder !== ".";
  return isOrdinary ? `${folder}/*` : exact;
}
