import { z } from "zod";
import { TranscriptPage } from "@dispatch/protocol/agent/transcript-item";
import { Problem } from "@dispatch/protocol/problems";
import { transcriptPart } from "../../../feed/transcript/transcript-part.ts";
import type { ApiServices } from "../../services.ts";
import { visitorOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { problemResponses } from "../schemas.ts";
import { SessionParams } from "./session.routes.ts";

const PageQuery = z.object({
  before: z.coerce.number().int().min(1).optional().describe("Only what begins before this event."),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(50)
    .describe("At least so many items where there are: a page holds whole turns."),
});

/** What agents' sessions read like. */
export function transcriptRoutes(app: HttpApp, { sessions, messages, log }: ApiServices): void {
  app.get(
    "/api/sessions/:id/transcript",
    {
      config: { action: "session.read" },
      schema: {
        tags: ["agents"],
        summary: "What an agent's session reads like: the newest part, or one before it",
        params: SessionParams,
        querystring: PageQuery,
        response: { 200: TranscriptPage, ...problemResponses },
      },
    },
    async (request) => {
      const caller = visitorOf(request);
      const { before, limit } = request.query;
      const session = await sessions.get(caller, request.params.id);
      if (session.kind !== "agent")
        throw new Problem(
          "session-kind-refused",
          { kind: session.kind },
          "Only agents have a transcript. Read this session's events or screen instead.",
        );
      const waiting = before === undefined ? await messages.queued(caller, session.id) : [];
      const queued = waiting.map(({ messageId, text, by }) => ({ messageId, text, ...(by && { by }) }));
      const wish = { before, items: limit, queued };
      const { begins, ...part } = await transcriptPart(log, session.number, wish);
      const { models, modes, commands } = session.agent?.offers ?? { models: [], modes: [], commands: [] };
      return {
        ...part,
        nextCursor: begins > 1 ? String(begins) : null,
        offers: { models: [...models], modes: [...modes], commands: [...commands] },
      };
    },
  );
}
