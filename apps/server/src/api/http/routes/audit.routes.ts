import { Readable } from "node:stream";
import { z } from "zod";
import { AuditEntry, AuditVerdict } from "@dispatch/protocol/audit";
import type { AuditRow } from "../../../domain/store.ts";
import type { ApiServices } from "../../services.ts";
import type { HttpApp } from "../app-type.ts";
import { page, problemResponses } from "../schemas.ts";

const tags = ["audit"];

const ListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.coerce.number().int().min(1).optional(),
  act: z.string().max(100).optional(),
  actor: z.string().max(100).optional(),
});

const toEntry = ({ body }: AuditRow) => JSON.parse(body) as AuditEntry;

/** For administrators: who did what, and whether the record is whole. */
export function auditRoutes(app: HttpApp, { audit, store }: ApiServices): void {
  app.get(
    "/api/audit",
    {
      config: { action: "audit.read" },
      schema: {
        tags,
        summary: "Who did what, newest first",
        querystring: ListQuery,
        response: { 200: page(AuditEntry), ...problemResponses },
      },
    },
    async (request) => {
      const { limit, cursor: before, act, actor: actorId } = request.query;
      const rows = await store.read.audit.newest({ before, act, actorId, limit: limit + 1 });
      const items = rows.slice(0, limit);
      return {
        items: items.map(toEntry),
        nextCursor: rows.length > limit ? String(items.at(-1)?.number) : null,
      };
    },
  );

  app.get(
    "/api/audit/verify",
    {
      config: { action: "audit.read" },
      schema: {
        tags,
        summary: "Whether every entry is as it was written",
        response: { 200: AuditVerdict, ...problemResponses },
      },
    },
    () => audit.verify(),
  );

  app.get(
    "/api/audit/export",
    {
      config: { action: "audit.export" },
      schema: {
        tags,
        summary: "The whole audit log, one entry in each line, with its hash",
        produces: ["application/x-ndjson"],
        response: { 200: z.custom<Readable>().describe("The file."), ...problemResponses },
      },
    },
    async (_request, reply) =>
      reply
        .type("application/x-ndjson")
        .header("content-disposition", 'attachment; filename="dispatch-audit.jsonl"')
        .send(Readable.from(lines(audit.rows()), { objectMode: false })),
  );
}

/** The entry's own text, not a new one of the same meaning: the hash is about the text. */
async function* lines(rows: AsyncIterable<AuditRow>): AsyncGenerator<string> {
  for await (const { body, hash } of rows) yield `{"entry":${body},"hash":"${hash}"}\n`;
}
