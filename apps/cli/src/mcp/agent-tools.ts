import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { AnswerApproval } from "@dispatch/protocol/agent/approval";
import { MessageDelivery } from "@dispatch/protocol/session";
import { sendMessage } from "../agent-sessions/agent-session-api.ts";
import { answerApproval, getApproval, openApprovals, refuseOwn } from "../agent-sessions/approval-api.ts";
import { getSession } from "../sessions/session-api.ts";
import { sendInput } from "../sessions/send-input.ts";
import type { McpNeeds } from "./mcp-server.ts";
import { readSince } from "./read-since.ts";
import { answer } from "./tool-result.ts";

const id = z.string().describe("The session's id, ses_…");

/** Tools for what is said to agents, and what they say and ask. */
export function addAgentTools(server: McpServer, { client, settings, mayAnswer }: McpNeeds): void {
  server.registerTool(
    "send_message",
    {
      description: "Say something to an agent, or type a line into a terminal.",
      inputSchema: z.object({
        id,
        text: z.string().min(1),
        delivery: MessageDelivery.optional().describe(
          "While an agent works: it hears it at once (steer), or when its turn has ended (queue).",
        ),
      }),
    },
    ({ id, text, delivery }) =>
      answer(async () => {
        const session = await getSession(client, id);
        if (session.capabilities.messages) return sendMessage(client, id, { text, delivery });
        return { bytes: await sendInput({ client, session, source: [text], enter: true }) };
      }),
  );

  server.registerTool(
    "read_transcript",
    {
      description:
        "What an agent said and did. With the cursor of an earlier answer only what is new or has changed since; items keep their seq.",
      inputSchema: z.object({
        id,
        cursor: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(50).describe("So many items, the newest."),
      }),
      annotations: { readOnlyHint: true },
    },
    ({ id, cursor, limit }) => answer(() => readSince(client, id, { after: cursor, limit })),
  );

  server.registerTool(
    "list_approvals",
    {
      description: "What agents ask and nobody has answered, what holds up work first.",
      inputSchema: z.object({ sessionId: z.string().optional() }),
      annotations: { readOnlyHint: true },
    },
    ({ sessionId }) => answer(() => openApprovals(client, sessionId)),
  );

  if (!mayAnswer) return;
  server.registerTool(
    "answer_approval",
    {
      description:
        "Answer what an agent asks: allow or deny. The first answer counts. Never for the session that this program itself runs in.",
      inputSchema: AnswerApproval.extend({ id: z.string().describe("The approval's id, apr_…") }),
    },
    ({ id, ...given }) =>
      answer(async () => {
        refuseOwn(await getApproval(client, id), settings);
        return answerApproval(client, id, given);
      }),
  );
}
