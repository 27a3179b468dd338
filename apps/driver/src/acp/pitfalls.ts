import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Choices } from "./choices.ts";
import type { InitializeAnswer } from "./wire.ts";

/**
 * What single agents do otherwise than one may expect of the protocol. Each is found by what it calls itself, and nothing outside of
 * this file knows of it.
 */

/** Codex begins in a mode in which another model says yes in a person's place. */
const codexPersonModes = ["workspace-write", "read-only"];

/** The mode to begin in where the person has named none: one in which people are asked. Undefined: as the agent would. */
export function startMode(agent: InitializeAnswer, mode: Choices["mode"]): string | undefined {
  if (!/codex/i.test(agent.agentInfo?.name ?? "")) return undefined;
  return codexPersonModes.find((id) => mode.all.some((offered) => offered.id === id));
}

/** Gemini says aloud that its mode was changed, which is told in its own way as well. */
export const isEcho = (text: string) => text.startsWith("[MODE_UPDATE] ");

const MINUTE_MS = 60_000;

/**
 * Gemini names the file of a conversation by the minute in which it began, and opens it anew, and empty, when it is loaded within that
 * same minute: then the minute is waited for.
 */
export async function beforeLoading(
  agent: InitializeAnswer,
  conversationId: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  if (!/gemini/i.test(agent.agentInfo?.name ?? "")) return;
  const now = new Date();
  const minute = now.toISOString().slice(0, 16).replace(":", "-");
  const name = `session-${minute}-${conversationId.slice(0, 8)}`;
  const home = env["GEMINI_CLI_HOME"] ?? env["HOME"] ?? homedir();
  if (!filesBelow(join(home, ".gemini", "tmp")).some((file) => file.startsWith(name))) return;
  await pause(MINUTE_MS - (now.getTime() % MINUTE_MS));
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((project) => {
      try {
        return readdirSync(join(folder, project, "chats"));
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}
