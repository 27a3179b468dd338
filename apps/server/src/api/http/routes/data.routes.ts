import { z } from "zod";
import { CleanUp, CleanedUp, CleanupPreview, DataReport } from "@dispatch/protocol/data";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { problemResponses } from "../schemas.ts";

const tags = ["data"];
const everyone = z
  .enum(["true", "false"])
  .default("false")
  .transform((text) => text === "true")
  .describe("For administrators: the sessions of everybody.");

/** What there is of sessions, and how it is cleared away. */
export function dataRoutes(app: HttpApp, { data }: ApiServices): void {
  app.get(
    "/api/data",
    {
      config: { action: "data.read" },
      schema: {
        tags,
        summary: "How many sessions there are and what they hold",
        querystring: z.object({ everyone }),
        response: { 200: DataReport, ...problemResponses },
      },
    },
    (request) => data.report(callerOf(request), request.query.everyone),
  );

  app.get(
    "/api/data/cleanup",
    {
      config: { action: "data.read" },
      schema: {
        tags,
        summary: "What a clean-up would remove: ended sessions that nobody has pinned",
        querystring: z.object({ olderThanDays: z.coerce.number().int().min(0).max(36_500), everyone }),
        response: { 200: CleanupPreview, ...problemResponses },
      },
    },
    (request) => data.preview(callerOf(request), request.query),
  );

  app.post(
    "/api/data/cleanup",
    {
      config: { action: "data.cleanup" },
      schema: {
        tags,
        summary: "Remove what a preview showed, for good",
        body: CleanUp,
        response: { 200: CleanedUp, ...problemResponses },
      },
    },
    async (request) => {
      const cleaned = await data.cleanUp(callerOf(request), request.body);
      const { removed, bytes } = cleaned;
      note(request, {
        details: { sessions: removed.length, bytes, everyone: request.body.everyone === true },
      });
      return cleaned;
    },
  );
}
