import { Transcript } from "@dispatch/protocol/agent/transcript";
import type { SessionEvent } from "@dispatch/protocol/events";
import { hasAccess } from "@dispatch/protocol/session-access";
import type { AttachNeeds } from "../attach/attach.ts";
import { type ExitCode, exitCode } from "../failure.ts";
import { readTranscript, sendMessage } from "./agent-session-api.ts";
import { exitCodeOfEnd, followAgent } from "./follow-agent.ts";
import { LineReader } from "./line-reader.ts";
import { TranscriptPrinter } from "./transcript-printer.ts";

/** So much of what was said is enough to know where one is. */
const SHOWN_ITEMS = 20;

/**
 * An agent in this terminal: what it says and does is printed, each line that is typed is a message. The end of the input leaves it;
 * where the input is no terminal, once everything that was said has been answered.
 */
export async function attachAgent(needs: AttachNeeds): Promise<ExitCode> {
  const { client, session, stdin, stdout, stderr, json } = needs;
  const { id } = session;
  const { nextCursor, offers: _, ...page } = await readTranscript(client, id, { limit: SHOWN_ITEMS });
  const printer = new TranscriptPrinter(stdout);
  if (!json) {
    if (nextCursor !== null) stderr.write(`[\`dispatch logs ${id}\` prints what came before]\n`);
    for (const item of page.items) printer.show(item);
  }
  const leaving = new AbortController();
  const said = new Said();
  const mayType = hasAccess(session.access, "write");
  if (!mayType) stderr.write("[you are looking on, lines are not sent]\n");
  const say = async (text: string) => {
    const known = said.add(text);
    try {
      known.id = (await sendMessage(client, id, { text })).messageId;
    } catch (error) {
      said.drop(known);
      stderr.write(`[not sent: ${(error as Error).message}]\n`);
    }
  };
  let hasEnded = false;
  let turn = Promise.resolve();
  const leaveIfDone = () => {
    if (hasEnded && (stdin.isTTY || said.isAnswered)) leaving.abort();
  };
  using lines = new LineReader({
    stdin,
    onLine: (line) => {
      if (line.trim() !== "" && mayType) turn = turn.then(() => say(line));
    },
    onEnd: () => {
      turn = turn.then(() => {
        hasEnded = true;
        leaveIfDone();
      });
    },
  });
  const end = await followAgent({
    ...needs,
    id,
    after: page.lastSeq,
    transcript: Transcript.of(page),
    printer,
    until: (event) => {
      said.see(event);
      leaveIfDone();
      return false;
    },
    isOwn: (text) => stdin.isTTY === true && said.has(text),
    holdInput: () => lines.hold(),
    left: leaving.signal,
  });
  if (end.type === "left") stderr.write(`[left ${id}; \`dispatch attach ${id}\` comes back]\n`);
  if (said.hasFailed) return exitCode.failed;
  return end.type === "left" && !end.byInterrupt && !stdin.isTTY && said.outcome !== undefined
    ? exitCodeOfEnd({ type: "turn", outcome: said.outcome })
    : exitCodeOfEnd(end);
}

type Message = { readonly text: string; id?: string };

/** What was said from here, and what became of it. */
class Said {
  #waiting: Message[] = [];
  readonly #texts = new Set<string>();
  readonly #given = new Set<string>();
  readonly #answered = new Set<string>();
  outcome: Extract<SessionEvent, { channel: "session:completed" }>["payload"]["outcome"] | undefined;
  hasFailed = false;

  get isAnswered(): boolean {
    this.#settle();
    return this.#waiting.length === 0;
  }

  has(text: string): boolean {
    return this.#texts.has(text);
  }

  add(text: string): Message {
    const message = { text };
    this.#waiting.push(message);
    this.#texts.add(text);
    return message;
  }

  drop(message: Message): void {
    this.hasFailed = true;
    this.#waiting = this.#waiting.filter((one) => one !== message);
  }

  see(event: SessionEvent): void {
    if (event.channel === "session:completed") {
      ({ outcome: this.outcome } = event.payload);
      for (const id of event.payload.messageIds ?? []) this.#answered.add(id);
    }
    if (event.channel === "agent:message") this.#given.add(event.payload.messageId);
    // What steered is not always told of: an agent at rest has heard all that it was given.
    if (event.channel === "session:status" && event.payload.status === "idle")
      for (const id of this.#given) this.#answered.add(id);
    if (event.channel === "agent:unqueued") this.#answered.add(event.payload.messageId);
  }

  #settle(): void {
    this.#waiting = this.#waiting.filter(({ id }) => id === undefined || !this.#answered.has(id));
  }
}
