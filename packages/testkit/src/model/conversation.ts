/** What a request tells, whatever wire format it came in. */
export type Asked = {
  readonly model: string;
  readonly isStreamed: boolean;
  /** Some formats tell the tokens of a stream only to who asked. */
  readonly wantsUsage: boolean;
  readonly system: string;
  /** All that was told, with what surrounds a person's words. */
  readonly context: string;
  readonly entries: readonly Entry[];
  readonly tools: readonly Tool[];
  /** The answer is to be JSON that fits. */
  readonly schema?: Schema | undefined;
  /** Tells conversations with the same words apart, where the agent says it. */
  readonly conversation: string;
};

export type Entry =
  | { readonly from: "user"; readonly kind: "prompt" | "steering" | "interruption"; readonly text: string }
  | { readonly from: "model"; readonly calls: readonly string[] }
  | ToolResult;

export type ToolResult = {
  readonly from: "tool";
  readonly id: string;
  readonly text: string;
  readonly isError: boolean;
};

export type Tool = {
  readonly name: string;
  readonly schema: Schema;
  /** Takes text in place of JSON. */
  readonly isFreeform?: boolean;
};

export type Schema = {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
};

/** Where the present turn stands. */
export type Turn = {
  /** The newest words of a person that begin something. */
  readonly prompt: string;
  /** Its place among the entries. */
  readonly position: number;
  /** Names of the tools that were called. */
  readonly calls: readonly string[];
  readonly results: readonly ToolResult[];
  /** What a person said meanwhile. */
  readonly steering: readonly string[];
};

const STEERING =
  /The user sent (?:a new message while you were working|the following message):\s*([\s\S]*?)\s*(?=\n\s*(?:IMPORTANT:|This is how |Please address this message)|<\/system-reminder>|$)/;
const NOTIFICATION = /<task-notification>[\s\S]*?<summary>([\s\S]*?)<\/summary>[\s\S]*?<\/task-notification>/;
/** What programs put around a person's words: elements of their own, and lines that only they write. */
const ELEMENTS =
  /<(system-reminder|session_context|environment_context|user_instructions|INSTRUCTIONS|command-\w+|local-command-\w+|permissions instructions|collaboration_mode|skills_instructions)\b[^>]*>[\s\S]*?<\/\1>/g;
const PREFACE = /^# AGENTS\.md instructions.*$/m;
const INTERRUPTION = /^\[Request interrupted by user.*\]$|<turn_aborted>/;
/** What programs ask of a model by themselves when its answer broke off. */
const CONTINUATION =
  /\bresume directly\b|^Please continue\.?$|^Continue from where you left off\.?$|^Your response above was stopped\b/i;
/** Begins what is told in place of a person's words when work in the background has ended. */
export const NOTICE = "Background work: ";
/** Results of calls with which a turn ended, and not only the call. */
const CUT_SHORT =
  /interrupted|aborted|cancell?ed|session ended before|rejected permission to use this specific tool call\.$/i;

/** The words of a person in a text that an agent sent as its user's, or nothing. */
export function userEntry(text: string): Entry[] {
  const [, steering] = STEERING.exec(text) ?? [];
  if (steering) return [{ from: "user", kind: "steering", text: steering }];
  if (INTERRUPTION.test(text.trim())) return [{ from: "user", kind: "interruption", text: "" }];
  const [, notice] = NOTIFICATION.exec(text) ?? [];
  if (notice) return [{ from: "user", kind: "prompt", text: `${NOTICE}${notice.trim()}` }];
  const words = text.replace(ELEMENTS, "").replace(PREFACE, "").trim();
  return words === "" || CONTINUATION.test(words) ? [] : [{ from: "user", kind: "prompt", text: words }];
}

/** A text between a person's and the model's, such as the system's: only what it passes on of a person counts. */
export function steeringEntry(text: string): Entry[] {
  return userEntry(text).flatMap((entry): Entry[] => {
    const isPassedOn = entry.from === "user" && (entry.kind === "steering" || entry.text.startsWith(NOTICE));
    return isPassedOn ? [{ ...entry, kind: "steering" }] : [];
  });
}

/**
 * A script always begins a turn of its own. Other words do so too, unless they came while the model was at work:
 * then they are steering, and what was begun goes on.
 */
export function presentTurn(entries: readonly Entry[], isScript: (text: string) => boolean): Turn {
  const begins = (entry: Entry, at: number) =>
    entry.from === "user" &&
    entry.kind === "prompt" &&
    (isScript(entry.text) || !cameMeanwhile(entries.slice(0, at), isScript));
  const position = entries.findLastIndex(begins);
  const since = entries.slice(position + 1);
  const prompt = entries[position];
  return {
    prompt: prompt?.from === "user" ? prompt.text : "",
    position,
    calls: since.flatMap((entry) => (entry.from === "model" ? entry.calls : [])),
    results: since.filter((entry) => entry.from === "tool"),
    steering: since.flatMap((entry) =>
      entry.from === "user" && entry.kind !== "interruption" ? [entry.text] : [],
    ),
  };
}

function cameMeanwhile(before: readonly Entry[], isScript: (text: string) => boolean): boolean {
  for (const entry of before.toReversed()) {
    if (entry.from === "model") return entry.calls.length > 0;
    if (entry.from === "tool" && entry.isError && CUT_SHORT.test(entry.text)) return false;
    if (entry.from === "user" && entry.kind === "interruption") return false;
    if (entry.from === "user" && entry.kind === "prompt" && isScript(entry.text)) return false;
  }
  return false;
}
