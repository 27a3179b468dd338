import type { Asked, Schema, Turn } from "./conversation.ts";

type SideReply = { readonly purpose: "title" | "suggestion" | "summary" | "schema"; readonly text: string };

const TITLE_WORDS = 6;

/** What agents ask for by themselves: answered as a model would, and without a look at scripts that are quoted in it. */
export function sideReply(asked: Asked, turn: Turn): SideReply | undefined {
  const [, quoted] = /<session>([\s\S]*?)<\/session>/.exec(turn.prompt) ?? [];
  const title = (quoted ?? turn.prompt).trim().split(/\s+/).slice(0, TITLE_WORDS).join(" ");
  if (asked.schema) return { purpose: "schema", text: JSON.stringify(valueFor(asked.schema, title)) };
  if (turn.prompt.startsWith("[SUGGESTION MODE:"))
    return { purpose: "suggestion", text: "show me what changed" };
  const isAloneWithWords = asked.tools.length === 0;
  if (isAloneWithWords && /title generator|generate a (?:short |concise )?title/i.test(asked.system))
    return { purpose: "title", text: title };
  const wantsSummary =
    /^Here is the conversation so far:|(?:create|provide|write) a (?:detailed|structured|concise) (?:summary|prompt)|<state_snapshot>/i;
  if (wantsSummary.test(turn.prompt) || (isAloneWithWords && wantsSummary.test(asked.system)))
    return { purpose: "summary", text: "<summary>The person gave steps, and they were done.</summary>" };
  return undefined;
}

/** The plainest JSON that fits: first choices, smallest numbers, only what is required. */
function valueFor(schema: Schema, text: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf?.[0]) return valueFor(schema.anyOf[0], text);
  const [type] = [schema.type ?? "object"].flat();
  switch (type?.toLowerCase()) {
    case "string":
      return text;
    case "number":
    case "integer":
      return schema.minimum ?? 0;
    case "boolean":
      return false;
    case "null":
      return null;
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => valueFor(schema.items ?? {}, text));
    default: {
      const names = schema.required ?? Object.keys(schema.properties ?? {});
      return Object.fromEntries(names.map((name) => [name, valueFor(schema.properties?.[name] ?? {}, text)]));
    }
  }
}
