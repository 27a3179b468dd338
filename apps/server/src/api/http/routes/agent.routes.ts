import { z } from "zod";
import { AnswerApproval, AnsweredApproval } from "@dispatch/protocol/agent/approval";
import { MessageId, Person } from "@dispatch/protocol/agent/events";
import { ApprovalId } from "@dispatch/protocol/ids";
import {
  ForkSession,
  IMAGES_LIMIT_CHARACTERS,
  SendMessage,
  SentMessage,
  Session,
} from "@dispatch/protocol/session";
import type { ApiServices } from "../../services.ts";
import { callerOf, visitorOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { Empty, problemResponses } from "../schemas.ts";
import { SessionParams } from "./session.routes.ts";

/** Text and images, as JSON. */
const MESSAGE_LIMIT_BYTES = IMAGES_LIMIT_CHARACTERS + 3 * 1024 * 1024;

const Answer = z.strictObject({ answer: AnswerApproval.extend({ approvalId: ApprovalId }) });
const QueuedMessage = z.object({
  messageId: MessageId,
  text: z.string(),
  by: Person.optional(),
  createdAt: z.iso.datetime(),
});
const Said = z.union([SentMessage, z.object({ approval: AnsweredApproval })]);

const tags = ["agents"];

/** What is said to agents. */
export function agentRoutes(app: HttpApp, { messages, approvals, forking, view }: ApiServices): void {
  app.post(
    "/api/sessions/:id/messages",
    {
      bodyLimit: MESSAGE_LIMIT_BYTES,
      config: { action: "message.send" },
      schema: {
        tags,
        summary: "Say something to an agent, or answer it",
        params: SessionParams,
        body: z.union([SendMessage, Answer]),
        response: { 202: Said, ...problemResponses },
      },
    },
    async (request, reply) => {
      const caller = visitorOf(request);
      const { body, params } = request;
      if ("answer" in body) {
        const { approvalId, ...answer } = body.answer;
        const approval = await approvals.answerIn(caller, params.id, approvalId, answer);
        return reply.code(202).send({ approval });
      }
      return reply.code(202).send(await messages.send(caller, params.id, body, request.idempotency?.key));
    },
  );

  app.post(
    "/api/sessions/:id/fork",
    {
      config: { action: "session.fork" },
      schema: {
        tags,
        summary: "Begin a session that goes on in a copy of this conversation",
        params: SessionParams,
        body: ForkSession,
        response: { 201: Session, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { params, body, idempotency } = request;
      const forked = await forking.fork(callerOf(request), params.id, body, idempotency?.key);
      return reply.code(201).send(view.of(forked));
    },
  );

  app.get(
    "/api/sessions/:id/messages",
    {
      config: { action: "session.read" },
      schema: {
        tags,
        summary: "What waits to be said to an agent when its turn has ended",
        params: SessionParams,
        response: { 200: z.object({ items: z.array(QueuedMessage) }), ...problemResponses },
      },
    },
    async (request) => ({ items: await messages.queued(visitorOf(request), request.params.id) }),
  );

  app.delete(
    "/api/sessions/:id/messages/:messageId",
    {
      config: { action: "message.send" },
      schema: {
        tags,
        summary: "Take a message back that still waits",
        params: SessionParams.extend({ messageId: MessageId }),
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await messages.withdraw(visitorOf(request), request.params.id, request.params.messageId);
      return reply.code(204).send(null);
    },
  );
}
