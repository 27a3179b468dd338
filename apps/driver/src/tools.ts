import type { ToolUse } from "@dispatch/protocol/agent/tools";
import type { AgentNeeds } from "./agent.ts";
import { cutOutput } from "./cut-text.ts";
import {
  diffOf,
  firstFacts,
  isRecord,
  moreFacts,
  parentOf,
  textOf,
  toolUseOf,
  type ToolFacts,
  type ToolReport,
} from "./tool-shape.ts";

/** Ends that are remembered, so that what an agent still says of them is left out. */
const REMEMBERED_ENDS = 1000;
/** Of what a command prints, so much is kept for its result: the rest was told while it ran. */
const PRINTED_LIMIT_CHARACTERS = 256 * 1024;

/** An input that nothing was added to for so long is whole, as far as one can tell: not every agent says so. */
const INPUT_IS_WHOLE_MS = 700;

type OpenTool = {
  /** When it was first heard of: what it starts is younger. */
  readonly since: number;
  facts: ToolFacts;
  use: ToolUse | undefined;
  /** Until its input is taken for whole. */
  timer: NodeJS.Timeout | undefined;
  /** What it has printed so far, as its agent passed it on. */
  printed: string;
  /** The text of its content that was told already. */
  shown: string;
};

/** The tools that an agent uses: what it says of one in bits is told as use, output and result. */
export class Tools {
  readonly #emit: AgentNeeds["emit"];
  readonly #now: () => number;
  readonly #open = new Map<string, OpenTool>();
  readonly #ended = new Set<string>();

  /** `now` as processes count time. */
  constructor(emit: AgentNeeds["emit"], now: () => number) {
    this.#emit = emit;
    this.#now = now;
  }

  get areOpen(): boolean {
    return [...this.#open.values()].some(({ use }) => use !== undefined);
  }

  /** Since when commands are being run, as far as the agent says. */
  get executingSince(): number | undefined {
    const executing = [...this.#open.values()].filter(
      ({ facts, use }) => use !== undefined && facts.kind === "execute",
    );
    return executing.length > 0 ? Math.min(...executing.map(({ since }) => since)) : undefined;
  }

  knows(toolCallId: string): boolean {
    return this.#open.has(toolCallId) || this.hasEnded(toolCallId);
  }

  hasEnded(toolCallId: string): boolean {
    return this.#ended.has(toolCallId);
  }

  take(report: ToolReport): void {
    if (this.hasEnded(report.toolCallId)) return;
    const isNew = !this.#open.has(report.toolCallId);
    const tool = this.#learn(report);
    // Many tell of a tool while its input is still being written: then content is what comes with the whole of it.
    const isWhole = isRecord(report.rawInput) && report.content !== undefined && !isNew;
    if (isWhole || (report.status !== undefined && report.status !== "pending")) this.#announce(tool);
    this.#print(tool, report);
    clearTimeout(tool.timer);
    if (!tool.use) tool.timer = setTimeout(() => this.#announce(tool), INPUT_IS_WHOLE_MS);
    if (report.status === "completed" || report.status === "failed")
      this.#end(tool, report.status === "failed");
  }

  /** A tool that is asked for: what is asked says all of it. */
  asked(report: ToolReport): ToolUse {
    const tool = this.#learn(report);
    if (!this.hasEnded(report.toolCallId)) this.#announce(tool);
    return toolUseOf(tool.facts);
  }

  /** It is about to do its work, whatever its agent has said of it. */
  begin(toolCallId: string): void {
    const tool = this.#open.get(toolCallId);
    if (tool) this.#announce(tool);
  }

  /** Nothing more is heard of those that are open. */
  endAll(why: string): void {
    for (const tool of [...this.#open.values()]) {
      this.#announce(tool);
      this.#end(tool, true, why);
    }
  }

  #learn(report: ToolReport): OpenTool {
    const known = this.#open.get(report.toolCallId);
    if (known) {
      known.facts = moreFacts(known.facts, report);
      return known;
    }
    const tool: OpenTool = {
      since: this.#now(),
      facts: firstFacts(report),
      use: undefined,
      timer: undefined,
      printed: "",
      shown: "",
    };
    if (!this.hasEnded(report.toolCallId)) this.#open.set(report.toolCallId, tool);
    return tool;
  }

  #announce(tool: OpenTool) {
    clearTimeout(tool.timer);
    if (tool.use) return;
    tool.use = toolUseOf(tool.facts);
    this.#emit({ channel: "agent:tool_use", payload: tool.use });
  }

  #print(tool: OpenTool, { _meta, content, status }: ToolReport) {
    for (const name of ["terminal_output", "terminal_output_delta"]) {
      const said = _meta?.[name];
      if (isRecord(said) && typeof said["data"] === "string") this.#told(tool, said["data"]);
    }
    if (status === "completed" || status === "failed" || content === undefined) return;
    // Others send all there is so far, again and again.
    const text = textOf({ content });
    if (tool.use && text.length > tool.shown.length && text.startsWith(tool.shown))
      this.#told(tool, text.slice(tool.shown.length));
    tool.shown = text;
  }

  #told(tool: OpenTool, text: string) {
    if (text === "") return;
    this.#announce(tool);
    tool.printed = `${tool.printed}${text}`;
    if (tool.printed.length > PRINTED_LIMIT_CHARACTERS * 2)
      tool.printed = `${tool.printed.slice(0, PRINTED_LIMIT_CHARACTERS)}${tool.printed.slice(-PRINTED_LIMIT_CHARACTERS)}`;
    if (!tool.use) return;
    this.#emit({ channel: "agent:tool_output", payload: { toolUseId: tool.use.toolUseId, text } });
  }

  #end(tool: OpenTool, isError: boolean, why = "") {
    const { facts, use } = tool;
    if (!use) return;
    this.#open.delete(facts.toolCallId);
    this.#ended.add(facts.toolCallId);
    const [oldest] = this.#ended;
    if (this.#ended.size > REMEMBERED_ENDS && oldest !== undefined) this.#ended.delete(oldest);
    const { rawOutput } = facts;
    const said =
      textOf(facts) ||
      (typeof rawOutput === "string" ? rawOutput : "") ||
      tool.printed ||
      outputOf(rawOutput);
    this.#emit({
      channel: "agent:tool_result",
      payload: {
        toolUseId: use.toolUseId,
        tool: use.tool,
        ...cutOutput([said, why].filter((part) => part !== "").join("\n")),
        isError,
        ...diffOf(facts),
        ...parentOf(facts),
      },
    });
  }
}

function outputOf(rawOutput: unknown): string {
  if (rawOutput === undefined || rawOutput === null) return "";
  if (typeof rawOutput === "string") return rawOutput;
  const output = isRecord(rawOutput) ? rawOutput["output"] : undefined;
  return typeof output === "string" ? output : JSON.stringify(rawOutput);
}
