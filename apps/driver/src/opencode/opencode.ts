import { z } from "zod";
import type { Adapter, AgentNeeds } from "../agent.ts";
import { AgentFailure } from "../agent-failure.ts";
import { catalogOf } from "./catalog.ts";
import { OWN_NAME } from "./events.ts";
import { OpenCodeAgent } from "./opencode-agent.ts";
import { OpenCodeServer, Refusal, type Server } from "./server.ts";
import { MessageInfo, Messages, Part, Session } from "./wire.ts";

/** OpenCode by its own server, which lives as long as the session. */
export const opencode: Adapter = async (needs) => beginOn(await OpenCodeServer.start(needs), needs);

export async function beginOn(server: Server, needs: AgentNeeds): Promise<OpenCodeAgent> {
  const { begin, emit } = needs;
  try {
    const catalog = await catalogOf(server);
    if (begin.model !== undefined && !catalog.models.some(({ id }) => id === begin.model))
      throw new AgentFailure({ code: "model-unknown", detail: `The model ${begin.model} is not offered.` });
    if (begin.mode !== undefined && !catalog.modes.some(({ id }) => id === begin.mode))
      throw new AgentFailure({ code: "agent-failed", detail: `The mode ${begin.mode} is not offered.` });
    const sessionId = await conversationOf(server, needs);
    const agent = new OpenCodeAgent(needs, { server, catalog, sessionId });
    emit({ channel: "driver:conversation", payload: { conversationId: sessionId } });
    await agent.listen();
    const { model, mode } = agent.choices;
    const { version } = await server.ask("GET", "/global/health", Health);
    emit({
      channel: "driver:ready",
      payload: {
        ...(version === undefined ? {} : { version }),
        models: catalog.models,
        modes: catalog.modes,
        commands: catalog.commands,
        ...(model === undefined ? {} : { model }),
        ...(mode === undefined ? {} : { mode }),
        abilities: {
          steer: true,
          resume: true,
          fork: true,
          images: true,
          denyWithReason: true,
          changeInput: false,
          watchEveryTool: false,
        },
      },
    });
    return agent;
  } catch (error) {
    await server.close();
    throw error;
  }
}

const Health = z.object({ version: z.string().optional() }).catch({});

async function conversationOf(server: Server, { begin }: AgentNeeds): Promise<string> {
  const { conversationId, fork } = begin;
  if (conversationId === undefined) return (await server.ask("POST", "/session", Session, {})).id;
  const path = `/session/${encodeURIComponent(conversationId)}`;
  try {
    if (!fork) return (await server.ask("GET", path, Session)).id;
    const before = fork.beforeMessageId;
    const messageID = before === undefined ? undefined : await nameOf(server, path, before);
    return (await server.ask("POST", `${path}/fork`, Session, messageID === undefined ? {} : { messageID }))
      .id;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new AgentFailure({ code: "conversation-lost", detail: error.message });
  }
}

/** The server's name of a message of ours. */
async function nameOf(server: Server, path: string, messageId: string): Promise<string> {
  const messages = await server.ask("GET", `${path}/message`, Messages);
  for (const { info, parts } of messages) {
    const isIt = parts.some((part) => Part.safeParse(part).data?.metadata?.[OWN_NAME] === messageId);
    const name = isIt ? MessageInfo.safeParse(info).data?.id : undefined;
    if (name !== undefined) return name;
  }
  throw new AgentFailure({
    code: "conversation-lost",
    detail: "The message to copy up to is not in the conversation.",
  });
}
