import { TOOL_OUTPUT_LIMIT_CHARACTERS } from "@dispatch/protocol/agent/driving";

const MARK = "\n… cut …\n";

/** The beginning and the end of what a tool printed, where it is longer than what is kept. */
export function cutOutput(text: string): { output: string; isCut?: true } {
  if (text.length <= TOOL_OUTPUT_LIMIT_CHARACTERS) return { output: text };
  return { output: cutMiddle(text, TOOL_OUTPUT_LIMIT_CHARACTERS), isCut: true };
}

function cutMiddle(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = Math.floor((limit - MARK.length) / 2);
  return `${text.slice(0, half)}${MARK}${text.slice(-half)}`;
}

/** The same value with its longest texts cut, so that all of it fits into a line to the runner. */
export function cutDeep(value: unknown, limit: number): unknown {
  if (typeof value === "string") return cutMiddle(value, limit);
  if (Array.isArray(value)) return value.map((one) => cutDeep(one, limit));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cutDeep(one, limit)]));
}
