import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { AskAnswer, DriverItem, DriverWish } from "@dispatch/protocol/agent/driving";
import { ScriptedModel } from "@dispatch/testkit/model/scripted-model";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { within } from "@dispatch/testkit/until";
import type { Agent, AgentNeeds } from "../agent.ts";
import type { Place } from "./agent-bench.ts";
import { type Step, WORKSPACE } from "./recording.ts";

export type Case = {
  readonly prompt: string;
  /** To everything that is asked; where there is none, it is allowed. */
  readonly answer?: AskAnswer;
  /** When it speaks, or shortly after something was allowed. */
  readonly interruptAt?: "speech" | "command";
  /** Said in the same conversation before, by an agent that has ended since. */
  readonly earlier?: string;
};

export type Subject = {
  readonly wish: (place: Place) => Pick<DriverWish, "adapter" | "command" | "env">;
  /** Begins the agent, and tells every word on its wire. */
  readonly connect: (needs: AgentNeeds, tap: (step: Step) => void) => Promise<Agent>;
  /** Each kind of name whose order counts. */
  readonly orderedNames?: RegExp;
};

const COMMAND_RUNS_MS = 300;

/** Writes down what real agents send, for recordings.test.ts. A new recording differs where the agent does. */
export async function record(target: string, subject: Subject, one: Case): Promise<void> {
  await using model = await ScriptedModel.open();
  using folder = temporaryFolder();
  const place = { model, workspace: join(folder.path, "workspace"), home: join(folder.path, "home") };
  for (const path of [place.workspace, place.home]) mkdirSync(path);
  const talk = (text: string, conversationId?: string) =>
    conversation({ subject, place, one: { ...one, prompt: text }, conversationId });
  const earlier = one.earlier === undefined ? undefined : await talk(one.earlier);
  const { steps } = await talk(one.prompt, earlier?.conversationId);
  mkdirSync(target, { recursive: true });
  const places = { [place.workspace]: WORKSPACE, [place.home]: "/home/person", [model.url]: "http://model" };
  writeFileSync(join(target, "messages.jsonl"), scrubbed(steps, places, subject.orderedNames));
}

type Conversation = {
  readonly subject: Subject;
  readonly place: Place;
  readonly one: Case;
  readonly conversationId: string | undefined;
};

async function conversation({ subject, place, one, conversationId }: Conversation) {
  const steps: Step[] = [];
  const ended = Promise.withResolvers<void>();
  const wish = subject.wish(place);
  const goesOn = conversationId === undefined ? {} : { conversationId };
  let name = "";
  let asked = 0;
  let isInterrupted = false;
  const interrupt = () => {
    if (isInterrupted) return;
    isInterrupted = true;
    steps.push({ interrupted: true });
    void agent.interrupt();
  };
  const answerTo = async (askId: string) => {
    const answer = one.answer ?? { decision: "allow" as const };
    steps.push({ answered: { ask: asked++, ...answer } });
    await agent.answer({ type: "answer", askId, ...answer });
    if (one.interruptAt !== "command") return;
    await pause(COMMAND_RUNS_MS);
    interrupt();
  };
  const emit = ({ channel, payload }: DriverItem) => {
    if (channel === "driver:conversation") name = payload.conversationId;
    if (channel === "driver:ask") setImmediate(() => void answerTo(payload.askId));
    if (channel === "agent:output" && one.interruptAt === "speech") setImmediate(interrupt);
    if (channel === "driver:turn-ended") ended.resolve();
  };
  steps.push({ begin: goesOn });
  const agent = await subject.connect(
    {
      begin: { type: "begin", cwd: place.workspace, watchEveryTool: true, ...wish, ...goesOn },
      env: wish.env,
      emit,
      room: () => Promise.resolve(),
      complain: (text) => process.stderr.write(`${text}\n`),
    },
    (step) => steps.push(step),
  );
  const prompted = { messageId: randomUUID(), text: one.prompt };
  steps.push({ prompted });
  void agent.prompt({ type: "prompt", ...prompted });
  await within("the end of the turn", ended.promise);
  const told = [...steps];
  await agent.close();
  return { steps: told, conversationId: name };
}

/** What is different each time, or of no use, becomes the same. */
function scrubbed(
  steps: readonly Step[],
  places: Readonly<Record<string, string>>,
  ordered: RegExp | undefined,
): string {
  let text = steps.map((step) => JSON.stringify(step, withoutNoise)).join("\n");
  for (const [from, to] of Object.entries(places)) text = text.replaceAll(from, to);
  const names = new Map<string, number>();
  if (ordered) for (const id of [...new Set(text.match(ordered))].sort()) names.set(id, names.size + 1);
  const numberOf = (id: string) => {
    const number = names.get(id) ?? names.size + 1;
    names.set(id, number);
    return String(number);
  };
  return `${text
    .replace(
      /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
      (id) => `00000000-0000-4000-8000-${numberOf(id).padStart(12, "0")}`,
    )
    .replace(
      /\b(msg|prt|ses|per|que|evt|toolu|call)_\w{8,}/g,
      (id, kind: string) => `${kind}_${numberOf(id).padStart(4, "0")}`,
    )
    .replace(/127\.0\.0\.1:\d+/g, "model")
    .replace(/\b1[5-9]\d{11}\b/g, "1700000000000")
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, "2026-01-01T00:00:00.000Z")
    .replace(/\b[0-9a-f]{40}\b/g, "0".repeat(40))}\n`;
}

/** Long texts of the agent's maker, and what the machine is like. */
const noise = new Set([
  "availableCommands",
  "prompt",
  "template",
  "options",
  "headers",
  "slug",
  "_claude/rateLimit",
]);

function withoutNoise(this: unknown, name: string, value: unknown): unknown {
  if (noise.has(name) && !Array.isArray(value)) return undefined;
  if (name === "availableCommands") return [];
  if (name === "permission" && Array.isArray(value)) return []; // an agent's rules, which name places
  if (/duration|elapsed/i.test(name) && typeof value === "number") return 1;
  return value;
}
