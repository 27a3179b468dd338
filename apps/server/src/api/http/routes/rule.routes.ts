import { z } from "zod";
import {
  ApprovalRule,
  NewApprovalRule,
  PatchApprovalRule,
  TestApprovalRules,
  Verdict,
} from "@dispatch/protocol/approval-rules";
import { RuleId } from "@dispatch/protocol/ids";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { Empty, page, problemResponses } from "../schemas.ts";

const tags = ["rules"];
const params = z.object({ id: RuleId });

/** What the audit log says of a rule: whose and about which tool, and not what its pattern names. */
const detailsOf = ({ level, effect, tool }: ApprovalRule) => ({ level, effect, tool });

/** What is said in advance about uses of tools. */
export function ruleRoutes(app: HttpApp, { rules }: ApiServices): void {
  app.get(
    "/api/approval-rules",
    {
      config: { action: "rule.list" },
      schema: {
        tags,
        summary: "The server's rules and my own, the oldest first",
        response: { 200: page(ApprovalRule), ...problemResponses },
      },
    },
    async (request) => ({ items: await rules.list(callerOf(request)), nextCursor: null }),
  );

  app.post(
    "/api/approval-rules",
    {
      config: { action: "rule.create" },
      schema: {
        tags,
        summary: "Make a rule. What is open and answered by it now waits no longer",
        body: NewApprovalRule,
        response: { 201: ApprovalRule, ...problemResponses },
      },
    },
    async (request, reply) => {
      const made = await rules.create(callerOf(request), request.body);
      note(request, { object: made.id, details: detailsOf(made) });
      return reply.code(201).send(made);
    },
  );

  app.patch(
    "/api/approval-rules/:id",
    {
      config: { action: "rule.change" },
      schema: {
        tags,
        summary: "Change what a rule says",
        params,
        body: PatchApprovalRule,
        response: { 200: ApprovalRule, ...problemResponses },
      },
    },
    async (request) => {
      const changed = await rules.change(callerOf(request), request.params.id, request.body);
      note(request, { details: detailsOf(changed) });
      return changed;
    },
  );

  app.delete(
    "/api/approval-rules/:id",
    {
      config: { action: "rule.delete" },
      schema: {
        tags,
        summary: "Delete a rule",
        params,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      note(request, { details: detailsOf(await rules.delete(callerOf(request), request.params.id)) });
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/approval-rules/test",
    {
      config: { action: "rule.test" },
      schema: {
        tags,
        summary: "What the rules would say of a use of a tool, and why; nothing happens",
        body: TestApprovalRules,
        response: { 200: Verdict, ...problemResponses },
      },
    },
    async (request) => rules.test(callerOf(request), request.body),
  );
}
