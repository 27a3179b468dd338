import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { dataOf } from "@dispatch/client/problem";
import type { Session } from "@dispatch/protocol/session";
import { getSession, listSessions } from "../sessions/session-api.ts";
import { waitFor } from "../sessions/wait-for.ts";
import type { McpNeeds } from "./mcp-server.ts";
import { answer } from "./tool-result.ts";

const id = z.string().describe("The session's id, ses_…");
const WAIT_LIMIT_SECONDS = 600;

/** Tools about sessions of any kind. */
export function addSessionTools(server: McpServer, { client, signal }: McpNeeds): void {
  server.registerTool(
    "create_session",
    {
      description:
        "Start an agent with a task, or a terminal. Answers with the session; its id is for the other tools.",
      inputSchema: z.object({
        kind: z.enum(["agent", "terminal"]),
        prompt: z.string().optional().describe("The first task of an agent."),
        provider: z.string().optional().describe("Which agent; the installation's default one without."),
        model: z.string().optional(),
        mode: z.string().optional(),
        shell: z.string().optional().describe("The program of a terminal; a shell without."),
        args: z.array(z.string()).optional(),
        workspaceId: z.string().optional().describe("Where it works, wsp_…; the default workspace without."),
        title: z.string().optional(),
      }),
    },
    (wish) => answer(async () => dataOf(await client.POST("/api/sessions", { body: wish as never }))),
  );

  server.registerTool(
    "list_sessions",
    {
      description: "List the sessions there are, newest first.",
      inputSchema: z.object({ live: z.boolean().default(true).describe("Only those that have not ended.") }),
      annotations: { readOnlyHint: true },
    },
    ({ live }) =>
      answer(async () =>
        (await listSessions(client)).filter(({ status }) => !live || status !== "ended").map(summary),
      ),
  );

  server.registerTool(
    "read_screen",
    {
      description: "What a terminal shows now, as text.",
      inputSchema: z.object({ id }),
      annotations: { readOnlyHint: true },
    },
    (session) =>
      answer(async () => {
        const screen = dataOf(await client.GET("/api/sessions/{id}/screen", { params: { path: session } }));
        return (screen as { text: string }).text;
      }),
  );

  server.registerTool(
    "wait_for",
    {
      description:
        "Wait until an agent rests (idle), something of it waits for a person (attention), or the session has ended. Answers with the session and whether it is so.",
      inputSchema: z.object({
        id,
        what: z.enum(["idle", "attention", "ended"]),
        seconds: z.number().min(0).max(WAIT_LIMIT_SECONDS).default(60),
      }),
      annotations: { readOnlyHint: true },
    },
    ({ id, what, seconds }) =>
      answer(async () => {
        const limit = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
        const reached = await waitFor({ client, id, wanted: what, signal: limit });
        return { isSo: reached !== undefined, session: summary(reached ?? (await getSession(client, id))) };
      }),
  );

  for (const [name, path, description] of [
    ["interrupt", "/api/sessions/{id}/interrupt", "Interrupt an agent's turn, or what runs in a terminal."],
    ["stop_session", "/api/sessions/{id}/stop", "End a session."],
  ] as const)
    server.registerTool(name, { description, inputSchema: z.object({ id }) }, (session) =>
      answer(async () => {
        dataOf(await client.POST(path, { params: { path: session } }));
        return { id: session.id, done: true };
      }),
    );
}

const summary = ({
  id,
  kind,
  status,
  outcome,
  title,
  workspaceId,
  provider,
  lastSeq,
  agent,
  updatedAt,
}: Session) => ({
  id,
  kind,
  status,
  outcome,
  title,
  workspaceId,
  provider,
  lastSeq,
  waiting: agent?.waiting,
  queued: agent?.queued,
  updatedAt,
});
