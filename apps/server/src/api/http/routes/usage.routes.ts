import { z } from "zod";
import { UserId } from "@dispatch/protocol/ids";
import { Session } from "@dispatch/protocol/session";
import {
  BudgetReport,
  Day,
  PutBudgets,
  PutSessionBudget,
  UsageKey,
  UsageReport,
} from "@dispatch/protocol/usage";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { problemResponses } from "../schemas.ts";
import { SessionParams } from "./session.routes.ts";

const tags = ["usage"];
const UsageQuery = z.object({
  by: UsageKey.default("day"),
  from: Day.optional(),
  to: Day.optional().describe("This day included."),
  user: z
    .union([z.literal("all"), UserId])
    .optional()
    .describe("For administrators: somebody else's, or everybody's."),
});

/** What agents have used, and may use. */
export function usageRoutes(app: HttpApp, { usage, budgets, view }: ApiServices): void {
  app.get(
    "/api/usage",
    {
      config: { action: "usage.read" },
      schema: {
        tags,
        summary: "What my agents have used; deleted sessions count too",
        querystring: UsageQuery,
        response: { 200: UsageReport, ...problemResponses },
      },
    },
    (request) => usage.report(callerOf(request), request.query),
  );

  app.get(
    "/api/budgets",
    {
      config: { action: "budget.read" },
      schema: {
        tags,
        summary: "The server's budgets and mine, and what is left of them",
        response: { 200: BudgetReport, ...problemResponses },
      },
    },
    (request) => budgets.report(callerOf(request)),
  );

  app.put(
    "/api/budgets",
    {
      config: { action: "budget.change" },
      schema: {
        tags,
        summary:
          "Set my budgets, or as an administrator the server's for everybody. What they held and hold no more goes on",
        body: PutBudgets,
        response: { 200: BudgetReport, ...problemResponses },
      },
    },
    (request) => {
      const { level, budgets: set } = request.body;
      note(request, { details: { level, budgets: set.map(textOf) } });
      return budgets.put(callerOf(request), request.body);
    },
  );

  app.put(
    "/api/sessions/:id/budget",
    {
      config: { action: "budget.session" },
      schema: {
        tags,
        summary: "Set what one session may use",
        params: SessionParams,
        body: PutSessionBudget,
        response: { 200: Session, ...problemResponses },
      },
    },
    async (request) => {
      const set = request.body.budgets.map((budget) => textOf({ ...budget, window: "session" }));
      note(request, { details: { budgets: set } });
      return view.of(await budgets.putSession(callerOf(request), request.params.id, request.body));
    },
  );
}

const textOf = ({ window, measure, limit }: { window: string; measure: string; limit: number }) =>
  `${window} ${measure} ${limit}`;
