/**
 * The language that a prompt drives the model with: steps on lines of their own, or between `;;`.
 * What calls a tool ends an answer; what stands before it is said in the same answer, and what stands
 * behind the last call is the final one. `\n` in a text is a new line.
 *
 *     say Hello there            think hmm                   long 100000 (characters)
 *     slow 200 20 (chunks, with so many ms between)          usage 1000 500 (tokens in and out)
 *     gate name (waits for `model.open("name")`)             tool Name {"any":"input"}
 *     run ls -la                 background sleep 60         parallel run a & read b
 *     insist touch /etc/x (out of a sandbox, where the agent has one)
 *     read path                  write path | text           edit path | old | new
 *     ask Question? | one | two  todo first | second         plan    subagent say hi ,, run ls
 *     fault 401                  fault 429 2 (retry-after)   fault cut | stream | refusal | max_tokens | too-long
 *
 * A fault comes with every try, or `once`, or `3 times`. In-stream faults come after what was said before them.
 */
export type Step =
  | { readonly verb: "say" | "think" | "gate"; readonly text: string }
  | { readonly verb: "long"; readonly characters: number }
  | { readonly verb: "slow"; readonly chunks: number; readonly pauseMs: number }
  | { readonly verb: "usage"; readonly tokens: Usage }
  | { readonly verb: "fault"; readonly fault: Fault }
  | Action;

export type Action =
  | { readonly verb: "run" | "insist" | "background" | "read" | "subagent"; readonly text: string }
  | { readonly verb: "write"; readonly path: string; readonly text: string }
  | { readonly verb: "edit"; readonly path: string; readonly old: string; readonly new: string }
  | { readonly verb: "ask"; readonly question: string; readonly options: readonly string[] }
  | { readonly verb: "todo"; readonly items: readonly string[] }
  | { readonly verb: "plan"; readonly text: string }
  | { readonly verb: "tool"; readonly name: string; readonly input: Record<string, unknown> }
  | { readonly verb: "parallel"; readonly actions: readonly Action[] };

export type Usage = { readonly input: number; readonly output: number };

export type Fault = {
  /** A status, or what goes wrong on the way. */
  readonly kind: number | "too-long" | "cut" | "stream" | "refusal" | "max_tokens";
  readonly retryAfterSeconds?: number | undefined;
  /** How many tries fail; all of them where it is not said. */
  readonly times?: number | undefined;
};

/** The steps of a prompt, or undefined where it is no script. */
export function parseScript(prompt: string): Step[] | undefined {
  const lines = prompt
    .split(/\n|;;/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const steps = lines.map(parseStep);
  return steps.length > 0 && steps.every((step) => step !== undefined) ? steps : undefined;
}

export const isScript = (prompt: string): boolean => parseScript(prompt) !== undefined;

export const isAction = (step: Step): step is Action =>
  !["say", "think", "gate", "long", "slow", "usage", "fault"].includes(step.verb);

function parseStep(line: string): Step | undefined {
  const [, verb = "", rest = ""] = /^([a-z]+)(?:\s+(.*))?$/.exec(line) ?? [];
  const [first = "", ...others] = rest.split(/\s+\|\s+/).map(withNewlines);
  const numbers = rest.split(/\s+/).map(Number);
  const [number = NaN, second = NaN] = numbers;
  switch (verb) {
    case "say":
    case "think":
      return rest === "" ? undefined : { verb, text: withNewlines(rest) };
    case "gate":
      return /^[\w-]+$/.test(rest) ? { verb, text: rest } : undefined;
    case "long":
      return numbers.length === 1 && number > 0 ? { verb, characters: number } : undefined;
    case "slow":
      return number > 0 && second >= 0 ? { verb, chunks: number, pauseMs: second } : undefined;
    case "usage":
      return number >= 0 && second >= 0 ? { verb, tokens: { input: number, output: second } } : undefined;
    case "fault":
      return parseFault(rest);
    case "run":
    case "insist":
    case "background":
    case "read":
      return rest === "" ? undefined : { verb, text: rest };
    case "subagent":
      return { verb, text: (rest === "" ? "say I am done" : rest).replaceAll(/\s*,,\s*/g, "\n") };
    case "write":
      return others.length === 1 ? { verb, path: first, text: others[0]! } : undefined;
    case "edit":
      return others.length === 2 ? { verb, path: first, old: others[0]!, new: others[1]! } : undefined;
    case "ask":
      return others.length > 0 ? { verb, question: first, options: others } : undefined;
    case "todo":
      return rest === "" ? undefined : { verb, items: [first, ...others] };
    case "plan":
      return { verb, text: rest };
    case "tool":
      return parseTool(rest);
    case "parallel":
      return parseParallel(rest);
    default:
      return undefined;
  }
}

function parseFault(rest: string): Step | undefined {
  const pattern =
    /^(\d{3}|cut|stream|refusal|max_tokens|too-long)(?:\s+(\d+)(?!\s+times))?(?:\s+(once|(\d+)\s+times))?$/;
  const [matched, kind = "", seconds, often, times] = pattern.exec(rest) ?? [];
  if (matched === undefined) return undefined;
  return {
    verb: "fault",
    fault: {
      kind: /^\d/.test(kind) ? Number(kind) : (kind as Fault["kind"]),
      retryAfterSeconds: seconds === undefined ? undefined : Number(seconds),
      times: often === undefined ? undefined : Number(times ?? 1),
    },
  };
}

function parseTool(rest: string): Step | undefined {
  const [, name = "", json = "{}"] = /^(\S+)(?:\s+(\{.*\}))?$/.exec(rest) ?? [];
  if (name === "") return undefined;
  try {
    return { verb: "tool", name, input: JSON.parse(json) as Record<string, unknown> };
  } catch {
    return undefined;
  }
}

function parseParallel(rest: string): Step | undefined {
  const actions = rest.split(/\s+&\s+/).map(parseStep);
  const areActions = actions.every((step) => step !== undefined && isAction(step));
  return areActions ? { verb: "parallel", actions } : undefined;
}

const withNewlines = (text: string) => text.replaceAll(String.raw`\n`, "\n");
