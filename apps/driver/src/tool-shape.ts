import { ToolKind, type ToolDiff, type ToolInput, type ToolUse } from "@dispatch/protocol/agent/tools";
import { cutDeep } from "./cut-text.ts";

const NAME_LIMIT = 300;
const TITLE_LIMIT = 2000;
const PATH_LIMIT = 4096;
const LIST_LIMIT = 200;
/** What is larger is shown with its longest texts cut. */
const SHAPE_LIMIT_CHARACTERS = 1024 * 1024;
const CUT_TEXT_CHARACTERS = 32 * 1024;

type ToolContent =
  | { readonly type: "content"; readonly content: { readonly text?: string | undefined } }
  | {
      readonly type: "diff";
      readonly path: string;
      readonly oldText?: string | undefined;
      readonly newText: string;
    };

/** A bit of what an agent says of one use of a tool. */
export type ToolReport = {
  readonly toolCallId: string;
  readonly title?: string | undefined;
  readonly name?: string | undefined;
  readonly kind?: string | undefined;
  /** pending, in_progress, completed, failed */
  readonly status?: string | undefined;
  readonly content?: readonly ToolContent[] | undefined;
  readonly locations?: readonly { readonly path: string; readonly line?: number | undefined }[] | undefined;
  readonly rawInput?: unknown;
  readonly rawOutput?: unknown;
  readonly _meta?: Readonly<Record<string, unknown>> | undefined;
};

/** What is known of a tool's use: agents tell it bit by bit, and each bit replaces what was said of the same thing before. */
export type ToolFacts = Omit<ToolReport, "status">;

export const firstFacts = (report: ToolReport): ToolFacts => ({ ...report, name: toolNameOf(report) });

/** Where the two say different things, the later is right. */
export function moreFacts(facts: ToolFacts, report: ToolReport): ToolFacts {
  const told = Object.entries(report).filter(([, value]) => value !== undefined && value !== null);
  return { ...facts, ...Object.fromEntries(told), _meta: { ...facts._meta, ...report._meta } };
}

export function toolUseOf(facts: ToolFacts): ToolUse {
  const kind = ToolKind.safeParse(facts.kind).data;
  const use: ToolUse = {
    toolUseId: facts.toolCallId.slice(0, NAME_LIMIT),
    tool: facts.name ?? "tool",
    input: inputOf(facts),
    ...(facts.title ? { title: facts.title.slice(0, TITLE_LIMIT) } : {}),
    ...(kind ? { kind } : {}),
    ...locationsOf(facts),
    ...diffOf(facts),
    ...parentOf(facts),
  };
  if (JSON.stringify(use).length <= SHAPE_LIMIT_CHARACTERS) return use;
  return cutDeep(use, CUT_TEXT_CHARACTERS) as ToolUse;
}

/**
 * The protocol names tools since lately. Before, agents put the name beside it, or into the title for as long as they knew no more;
 * where none is said, what sort of thing it does has to do.
 */
function toolNameOf({ name, _meta, title, kind, status, rawInput }: ToolReport): string {
  const isBare = status === "pending" && (!isRecord(rawInput) || Object.keys(rawInput).length === 0);
  const titleAsName = isBare && title && /^[\w.:-]+$/.test(title) ? title : undefined;
  return (name || vendorsWord(_meta, "toolName") || titleAsName || kind || "tool").slice(0, NAME_LIMIT);
}

/** Rules look at what a tool is given; an agent that does not say it says it in its title. */
function inputOf({ rawInput, kind, title, locations }: ToolFacts): ToolInput {
  if (isRecord(rawInput)) return rawInput;
  if (rawInput !== undefined && rawInput !== null) return { input: rawInput };
  const [first] = locations ?? [];
  return {
    ...(kind === "execute" && title ? { command: title } : {}),
    ...(first ? { path: first.path } : {}),
  };
}

function locationsOf({ locations }: ToolFacts): Pick<ToolUse, "locations"> {
  if (!locations || locations.length === 0) return {};
  const shown = locations.filter(({ path }) => path.length <= PATH_LIMIT).slice(0, LIST_LIMIT);
  return {
    locations: shown.map(({ path, line }) => ({
      path,
      ...(line === undefined ? {} : { line: Math.trunc(line) }),
    })),
  };
}

export function diffOf({ content }: Pick<ToolFacts, "content">): { diff?: ToolDiff[] } {
  const diff = (content ?? [])
    .filter((one) => one.type === "diff")
    .filter(({ path }) => path.length <= PATH_LIMIT)
    .slice(0, LIST_LIMIT)
    .map(({ path, oldText, newText }) => ({ path, ...(oldText === undefined ? {} : { oldText }), newText }));
  if (diff.length === 0) return {};
  const isLarge = JSON.stringify(diff).length > SHAPE_LIMIT_CHARACTERS;
  return { diff: isLarge ? (cutDeep(diff, CUT_TEXT_CHARACTERS) as ToolDiff[]) : diff };
}

export function parentOf({ _meta }: Pick<ToolFacts, "_meta">): { parentToolUseId?: string } {
  const parentToolUseId = vendorsWord(_meta, "parentToolUseId");
  return parentToolUseId === undefined ? {} : { parentToolUseId };
}

/** The text of what a tool gave back, without the fence that some put around all of it. */
export function textOf({ content }: Pick<ToolFacts, "content">): string {
  const text = (content ?? [])
    .map((one) => (one.type === "content" ? (one.content.text ?? "") : ""))
    .filter((one) => one !== "")
    .join("\n");
  return /^\s*```[^\n]*\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text;
}

/** What an agent adds of its own lies under a name of its own: `_meta: { maker: { word } }`. */
function vendorsWord(meta: ToolFacts["_meta"], word: string): string | undefined {
  for (const value of Object.values(meta ?? {})) {
    const said = isRecord(value) ? value[word] : undefined;
    if (typeof said === "string" && said !== "") return said;
  }
  return undefined;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
