import type { DriverItem } from "@dispatch/protocol/agent/driving";
import { TOOL_OUTPUT_LIMIT_CHARACTERS } from "@dispatch/protocol/agent/driving";
import { ToolInput, type ToolUse } from "@dispatch/protocol/agent/tools";
import { describeTool, diffOfResult } from "./tool-descriptions.ts";
import type { ContentBlock } from "./sdk.ts";

type Needs = {
  readonly emit: (item: DriverItem) => void;
  readonly cwd: string;
  readonly read: (path: string) => string | undefined;
};

type Call = {
  readonly id: string;
  readonly tool: string;
  readonly input: unknown;
  readonly parent?: string | undefined;
};

/** Each use of a tool once, before it runs, and each with one result, whatever becomes of it. */
export class ToolUses {
  readonly #needs: Needs;
  readonly #running = new Map<string, ToolUse>();
  readonly #done = new Set<string>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** The agent says it, and asks for it; whichever is heard first makes it known. */
  begin({ id, tool, input, parent }: Call): ToolUse {
    const known = this.#running.get(id);
    if (known) return known;
    const asked = ToolInput.safeParse(input).data ?? {};
    const use: ToolUse = {
      toolUseId: id,
      tool,
      input: asked,
      ...describeTool(tool, asked, this.#needs),
      ...(parent !== undefined && { parentToolUseId: parent }),
    };
    if (this.#done.has(id)) return use;
    this.#running.set(id, use);
    this.#needs.emit({ channel: "agent:tool_use", payload: use });
    return use;
  }

  /** The use that has ended, where it was one that ran. */
  end({ tool_use_id: id = "", content, is_error: isError = false }: ContentBlock, result?: unknown) {
    const use = this.#take(id);
    if (!use) return undefined;
    const diff = isError ? undefined : diffOfResult(result, use.diff);
    this.#result(use, { ...cut(textOf(content)), isError, ...(diff && { diff }) });
    return use;
  }

  /** Those that will not end any more; of sub-agents too, or only the agent's own. */
  abandon(why: string, { withSubAgents }: { readonly withSubAgents: boolean }): void {
    for (const { toolUseId, parentToolUseId } of [...this.#running.values()]) {
      if (parentToolUseId !== undefined && !withSubAgents) continue;
      const use = this.#take(toolUseId);
      if (use) this.#result(use, { output: why, isError: true });
    }
  }

  #take(id: string): ToolUse | undefined {
    const use = this.#running.get(id);
    if (!this.#running.delete(id)) return undefined;
    this.#done.add(id);
    return use;
  }

  #result(
    { toolUseId, tool, parentToolUseId }: ToolUse,
    result: { output: string; isError: boolean; isCut?: true; diff?: NonNullable<ToolUse["diff"]> },
  ) {
    const payload = { toolUseId, tool, ...result, ...(parentToolUseId !== undefined && { parentToolUseId }) };
    this.#needs.emit({ channel: "agent:tool_result", payload });
  }
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content.replace(/^<tool_use_error>([^]*)<\/tool_use_error>$/, "$1");
  if (!Array.isArray(content)) return "";
  return (content as readonly ContentBlock[])
    .map((block) => (block.type === "text" ? (block.text ?? "") : `[${block.type}]`))
    .join("\n");
}

/** Both ends of a long output are worth more than its middle. */
function cut(output: string): { output: string; isCut?: true } {
  if (output.length <= TOOL_OUTPUT_LIMIT_CHARACTERS) return { output };
  const gap = "\n[…]\n";
  const half = Math.floor((TOOL_OUTPUT_LIMIT_CHARACTERS - gap.length) / 2);
  return { output: output.slice(0, half) + gap + output.slice(-half), isCut: true };
}
