import { createReadStream, readdirSync } from "node:fs";
import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

type Entry = {
  readonly uuid?: string;
  readonly parentUuid?: string | null;
  /** What was said while the agent worked lies in an attachment. */
  readonly attachment?: { readonly source_uuid?: string };
};

type Wanted = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly conversationId: string;
  readonly messageId: string;
};

/**
 * The entry before a message in what the agent keeps of a conversation: null where the message is its first one, and
 * nothing where the message is not in it.
 */
export async function entryBefore({
  env,
  conversationId,
  messageId,
}: Wanted): Promise<string | null | undefined> {
  const path = await transcriptOf(configFolder(env), conversationId);
  if (path === undefined) return undefined;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (!line.includes(messageId)) continue;
    const { uuid, attachment, parentUuid = null } = JSON.parse(line) as Entry;
    if (uuid === messageId || attachment?.source_uuid === messageId) return parentUuid;
  }
  return undefined;
}

function configFolder(env: Wanted["env"]): string {
  return env["CLAUDE_CONFIG_DIR"] ?? join(env["HOME"] ?? homedir(), ".claude");
}

/** Named by its conversation, in a folder named by where that began. */
async function transcriptOf(folder: string, conversationId: string): Promise<string | undefined> {
  const projects = join(folder, "projects");
  for (const project of namesIn(projects)) {
    const path = join(projects, project, `${conversationId}.jsonl`);
    if (
      await stat(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
