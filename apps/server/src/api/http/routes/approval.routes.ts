import { z } from "zod";
import { AnswerApproval, AnsweredApproval, Approval, ApprovalState } from "@dispatch/protocol/agent/approval";
import { ApprovalId, SessionId } from "@dispatch/protocol/ids";
import type { ApiServices } from "../../services.ts";
import { callerOf, visitorOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { page, problemResponses } from "../schemas.ts";

const ApprovalParams = z.object({ id: ApprovalId });
const ListQuery = z.object({
  state: ApprovalState.optional(),
  sessionId: SessionId.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  cursor: z.coerce.number().int().min(1).optional(),
});

const tags = ["approvals"];

/** Everything that waits for a person. */
export function approvalRoutes(app: HttpApp, { approvals }: ApiServices): void {
  app.get(
    "/api/approvals",
    {
      config: { action: "approval.list" },
      schema: {
        tags,
        summary: "What waits for me: what holds up work first, then the oldest. Nothing else is waiting",
        querystring: ListQuery,
        response: { 200: page(Approval), ...problemResponses },
      },
    },
    async (request) => {
      const { limit, cursor: before, ...query } = request.query;
      const found = await approvals.list(callerOf(request), { ...query, before, limit: limit + 1 });
      const items = found.slice(0, limit);
      const oldest = Math.min(...items.map(({ createdAt }) => Date.parse(createdAt)));
      return { items, nextCursor: found.length > limit ? String(oldest) : null };
    },
  );

  app.get(
    "/api/approvals/:id",
    {
      config: { action: "approval.read" },
      schema: {
        tags,
        summary: "One thing that waits or waited",
        params: ApprovalParams,
        response: { 200: Approval, ...problemResponses },
      },
    },
    async (request) => approvals.get(visitorOf(request), request.params.id),
  );

  app.post(
    "/api/approvals/:id",
    {
      config: { action: "approval.answer" },
      schema: {
        tags,
        summary: "Answer it: the first answer counts, a later one is told so with 409",
        params: ApprovalParams,
        body: AnswerApproval,
        response: { 200: AnsweredApproval, ...problemResponses },
      },
    },
    async (request) => {
      const { decision, scope } = request.body;
      const { id } = request.params;
      note(request, { object: id, details: { decision, ...(scope && { scope }) } });
      const answered = await approvals.answer(visitorOf(request), id, request.body);
      const { ruleMade } = answered;
      if (ruleMade) note(request, { details: { decision, ...(scope && { scope }), rule: ruleMade.id } });
      return answered;
    },
  );
}
