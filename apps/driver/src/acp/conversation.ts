import type { AgentFaultCode } from "@dispatch/protocol/agent/driving";
import type { Begin } from "../agent.ts";
import { AgentFailure } from "../agent-failure.ts";
import type { Connection } from "./connection.ts";
import { faultOf } from "./faults.ts";
import { ACP_VERSION, InitializeAnswer, SessionAnswer } from "./wire.ts";

/** An agent that has not answered by then does not start. */
const ANSWER_LIMIT_MS = 120_000;

/**
 * What we can do for an agent: forms and notices for people, and showing what commands print. Files are not offered: an agent reaches its
 * workspace by itself, and there are some that fail to make a new file through us. Who asks nevertheless is served.
 */
const clientCapabilities = {
  fs: { readTextFile: false, writeTextFile: false },
  terminal: false,
  elicitation: { form: {} },
  session: { notices: {} },
  _meta: { terminal_output: true },
};

export type Opened = { readonly sessionId: string; readonly answer: SessionAnswer };

export async function initialize(connection: Connection): Promise<InitializeAnswer> {
  const answer = await asked(connection, "initialize", {
    protocolVersion: ACP_VERSION,
    clientCapabilities,
    clientInfo: { name: "dispatch", title: "Dispatch", version: "1" },
  });
  const { data } = InitializeAnswer.safeParse(answer);
  if (data?.protocolVersion === ACP_VERSION) return data;
  const version = data ? `version ${data.protocolVersion} of the protocol` : "another protocol";
  throw new AgentFailure({
    code: "agent-failed",
    detail: `The agent speaks ${version}; version ${ACP_VERSION} is spoken here.`,
  });
}

/** A new conversation, or an earlier one. What an earlier one held is not told again: it is in the log. */
export async function openConversation(
  connection: Connection,
  begin: Begin,
  agent: InitializeAnswer,
): Promise<Opened> {
  const { cwd, conversationId, fork } = begin;
  const { loadSession, sessionCapabilities } = agent.agentCapabilities ?? {};
  const fresh = { cwd, mcpServers: [] };
  const open = async (method: string, params: object, code?: AgentFaultCode): Promise<Opened> => {
    const answer = SessionAnswer.safeParse((await asked(connection, method, params, code)) ?? {}).data;
    const sessionId = answer?.sessionId ?? conversationId;
    if (answer && sessionId !== undefined) return { sessionId, answer };
    throw new AgentFailure({ code: "agent-failed", detail: `The answer to ${method} names no session.` });
  };
  if (conversationId === undefined) return open("session/new", fresh);
  const earlier = { ...fresh, sessionId: conversationId };
  if (fork) throw cannot("copy a conversation");
  if (sessionCapabilities?.resume) return open("session/resume", earlier, "conversation-lost");
  if (loadSession) return open("session/load", earlier, "conversation-lost");
  throw cannot("go on with an earlier conversation", "conversation-lost");
}

function cannot(what: string, code: AgentFaultCode = "agent-failed"): AgentFailure {
  return new AgentFailure({ code, detail: `This agent cannot ${what}.` });
}

/** Rejects with an `AgentFailure`: of this code where the agent refuses for a reason that its words do not tell better. */
async function asked(
  connection: Connection,
  method: string,
  params: unknown,
  code: AgentFaultCode = "agent-failed",
): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new AgentFailure({
      code: "agent-failed",
      detail: `The agent does not answer to ${method}.`,
    });
    timer = setTimeout(() => reject(error), ANSWER_LIMIT_MS);
  });
  try {
    return await Promise.race([connection.request(method, params), late]);
  } catch (error) {
    if (error instanceof AgentFailure || !(error instanceof Error)) throw error;
    const fault = faultOf(error);
    throw new AgentFailure(fault.code === "agent-failed" ? { ...fault, code } : fault);
  } finally {
    clearTimeout(timer);
  }
}
