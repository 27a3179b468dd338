import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { agent, methods, ndJsonStream, RequestError } from "@agentclientprotocol/sdk";
import { AcpScript, stepsOf } from "./acp-script.ts";

/**
 * An agent without a model, which speaks the Agent Client Protocol in earnest: its library judges every word that is said to it. A
 * prompt is its script (see `AcpScript`). Its conversations lie in the folder that is its first argument, if there is one; the second
 * is a file of stories: the steps of prompts that say in plain words what is wanted.
 */
const [home, storiesPath] = process.argv.slice(2);
const stories =
  storiesPath === undefined
    ? {}
    : (JSON.parse(readFileSync(storiesPath, "utf8")) as Readonly<Record<string, readonly string[]>>);

type Conversation = { prompts: string[]; mode: string; script: AcpScript | undefined };
const conversations = new Map<string, Conversation>();
const modes = {
  availableModes: [
    { id: "ask", name: "Ask", description: "Asks before it runs or writes" },
    { id: "free", name: "Free" },
  ],
};
const configOptions = (model: string) => [
  {
    type: "select" as const,
    id: "model",
    name: "Model",
    category: "model",
    currentValue: model,
    options: ["small", "large"].map((value) => ({ value, name: value })),
  },
];

const fileOf = (sessionId: string) => join(home ?? "", `${sessionId}.json`);

function keep(sessionId: string, { prompts, mode }: Conversation) {
  if (home === undefined) return;
  mkdirSync(home, { recursive: true });
  writeFileSync(fileOf(sessionId), JSON.stringify({ prompts, mode }));
}

function found(sessionId: string): Conversation {
  const known = conversations.get(sessionId);
  if (known) return known;
  try {
    const kept = JSON.parse(readFileSync(fileOf(sessionId), "utf8")) as Conversation;
    conversations.set(sessionId, kept);
    return kept;
  } catch {
    throw RequestError.resourceNotFound(sessionId);
  }
}

const app = agent({ name: "scripted" })
  .onRequest(methods.agent.initialize, () => ({
    protocolVersion: 1,
    agentInfo: { name: "scripted-acp-agent", version: "1.0.0" },
    agentCapabilities: { loadSession: true, promptCapabilities: { image: true } },
    ...(process.env["ACP_AGENT_STEERS"] === "1" ? { _meta: { steering: { supported: true } } } : {}),
  }))
  .onRequest(methods.agent.session.new, ({ client }) => {
    const sessionId = crypto.randomUUID();
    const conversation: Conversation = { prompts: [], mode: "ask", script: undefined };
    conversations.set(sessionId, conversation);
    keep(sessionId, conversation);
    const availableCommands = [{ name: "tidy", description: "Tidies up", input: { hint: "where" } }];
    setImmediate(() => {
      const update = { sessionUpdate: "available_commands_update" as const, availableCommands };
      void client.notify(methods.client.session.update, { sessionId, update });
    });
    return { sessionId, modes: { ...modes, currentModeId: "ask" }, configOptions: configOptions("small") };
  })
  .onRequest(methods.agent.session.load, async ({ params: { sessionId }, client }) => {
    const { prompts, mode } = found(sessionId);
    for (const text of prompts) {
      const content = { type: "text" as const, text };
      for (const sessionUpdate of ["user_message_chunk", "agent_message_chunk"] as const)
        await client.notify(methods.client.session.update, { sessionId, update: { sessionUpdate, content } });
    }
    return { modes: { ...modes, currentModeId: mode }, configOptions: configOptions("small") };
  })
  .onRequest(methods.agent.session.setMode, ({ params: { sessionId, modeId } }) => {
    found(sessionId).mode = modeId;
    return {};
  })
  .onRequest(methods.agent.session.setConfigOption, ({ params }) => {
    const value = String(params.value);
    if (!["small", "large"].includes(value))
      throw RequestError.invalidParams({ value }, `There is no model ${value}`);
    return { configOptions: configOptions(value) };
  })
  .onRequest(methods.agent.session.prompt, async ({ params: { sessionId, prompt }, client }) => {
    const conversation = found(sessionId);
    const text = textOf(prompt);
    conversation.prompts.push(text);
    keep(sessionId, conversation);
    const script = new AcpScript({ sessionId, client, conversation });
    conversation.script = script;
    return script.play(stories[text] ?? stepsOf(text)).finally(() => (conversation.script = undefined));
  })
  .onRequest(
    "_session/steering",
    (params) => params as { sessionId: string; prompt: [] },
    ({ params }) => {
      const conversation = found(params.sessionId);
      if (!conversation.script) return { outcome: "promptRequired" };
      conversation.prompts.push(textOf(params.prompt));
      conversation.script.hear(textOf(params.prompt));
      return { outcome: "injected" };
    },
  )
  .onNotification(methods.agent.session.cancel, ({ params: { sessionId } }) => {
    conversations.get(sessionId)?.script?.cancel();
  });

const connection = app.connect(
  ndJsonStream(Writable.toWeb(process.stdout), Readable.toWeb(process.stdin) as ReadableStream<Uint8Array>),
);
await connection.closed;

function textOf(prompt: readonly { type: string }[]): string {
  return prompt.map((block) => ("text" in block ? String(block.text) : `[${block.type}]`)).join("\n");
}
