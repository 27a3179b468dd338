import type { SessionStep } from "../session/session-step.ts";
import type { PromptRow } from "./agent-store.ts";

/** What may keep a turn from beginning. */
export interface TurnGate {
  /** True where the next turn has to wait; what waits for a person then is opened, once. */
  holds(step: SessionStep): Promise<boolean>;
}

type NewPrompt = Omit<PromptRow, "state" | "isSteering">;

const bytesOf = (base64: string) => Math.floor((base64.length * 3) / 4);

/** From here on it is the agent's to answer: it is in the log, and will be handed over. */
export async function give(step: SessionStep, prompt: PromptRow): Promise<void> {
  const { messageId, text, by, isSteering, images } = prompt;
  step.append({
    channel: "agent:message",
    payload: {
      role: "user",
      text,
      messageId,
      ...(by && { by }),
      ...(images.length > 0 && {
        attachments: images.map(({ mimeType, name, data }) => ({
          mimeType,
          ...(name !== undefined && { name }),
          bytes: bytesOf(data),
        })),
      }),
      ...(isSteering && { isSteering }),
    },
  });
  step.become("prompt");
}

/** It waits for its turn. */
export async function queue(step: SessionStep, prompt: NewPrompt): Promise<void> {
  await step.writing.prompts.insert({ ...prompt, state: "queued", isSteering: false });
  step.learn({ queued: step.agent.queued + 1 });
  const { messageId, text, by } = prompt;
  step.append({ channel: "agent:queued", payload: { messageId, text, ...(by && { by }) } });
}

/** A message that begins a turn: given at once, or held until it may begin. */
export async function beginWith(
  step: SessionStep,
  prompt: NewPrompt,
  gate: TurnGate,
): Promise<"given" | "queued"> {
  if (await gate.holds(step)) {
    await queue(step, prompt);
    return "queued";
  }
  const given: PromptRow = { ...prompt, state: "due", isSteering: false };
  await step.writing.prompts.insert(given);
  await give(step, given);
  return "given";
}

/** The message that has waited longest, if one has and nothing is on its way. True where the agent has something to do now. */
export async function giveNext(step: SessionStep, gate: TurnGate): Promise<boolean> {
  const { prompts } = step.writing;
  const waiting = await prompts.listOf(step.session.number);
  if (waiting.some(({ state }) => state !== "queued")) return true;
  const [next] = waiting;
  if (!next || (await gate.holds(step))) return false;
  await prompts.setState(next.messageId, "due");
  step.learn({ queued: step.agent.queued - 1 });
  await give(step, next);
  return true;
}
