import type { SessionStep } from "../session/session-step.ts";
import type { PromptRow } from "./agent-store.ts";

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

/** The message that has waited longest, if one has and nothing is on its way. True where the agent has something to do now. */
export async function giveNext(step: SessionStep): Promise<boolean> {
  const { prompts } = step.writing;
  const waiting = await prompts.listOf(step.session.number);
  if (waiting.some(({ state }) => state !== "queued")) return true;
  const [next] = waiting;
  if (!next) return false;
  await prompts.setState(next.messageId, "due");
  step.learn({ queued: step.agent.queued - 1 });
  await give(step, next);
  return true;
}
