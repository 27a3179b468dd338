import { randomUUID } from "node:crypto";
import { z } from "zod";
import { SessionId, WorkspaceId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import { CreateSession, PatchSession, Session } from "@dispatch/protocol/session";
import { SessionStatus } from "@dispatch/protocol/session-status";
import { INPUT_LIMIT_BYTES, TerminalSize } from "@dispatch/protocol/terminal";
import type { ApiServices } from "../../services.ts";
import { note } from "../audited.ts";
import { callerOf, visitorOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { asProblem } from "../problem.ts";
import { Empty, page, problemResponses } from "../schemas.ts";

export const SessionParams = z.object({ id: SessionId });

const ListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.coerce.number().int().min(1).optional(),
  status: SessionStatus.optional(),
  workspaceId: WorkspaceId.optional(),
});

/** JSON with text, or raw bytes with content type application/octet-stream. */
const Input = z.strictObject({
  data: z.union([z.string(), z.custom<Uint8Array>((value) => value instanceof Uint8Array)]),
});

const tags = ["sessions"];

export function sessionRoutes(
  app: HttpApp,
  { sessions, messages, shares, store, view, metrics }: ApiServices,
): void {
  app.get(
    "/api/sessions",
    {
      config: { action: "session.list" },
      schema: {
        tags,
        summary: "My sessions and those shared with me, newest first",
        querystring: ListQuery,
        response: { 200: page(Session), ...problemResponses },
      },
    },
    async (request) => {
      const { limit, cursor, status, workspaceId } = request.query;
      const caller = callerOf(request);
      const query = {
        ownerId: caller.userId,
        shared: shares.sessionsSharedWith(caller.userId),
        limit: limit + 1,
        before: cursor,
        status,
        workspaceId,
      };
      const rows = await store.read.sessions.list(query);
      const more = rows.length > limit;
      const items = rows.slice(0, limit);
      return {
        items: items.map((row) => view.for(caller, row)),
        nextCursor: more ? String(items.at(-1)?.number) : null,
      };
    },
  );

  app.post(
    "/api/sessions",
    {
      config: { action: "session.create" },
      schema: {
        tags,
        summary: "Start a session",
        body: CreateSession,
        response: { 201: Session, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { kind } = request.body;
      try {
        const session = await sessions.create(callerOf(request), request.body, request.idempotency?.key);
        note(request, { object: session.id, details: { kind } });
        metrics.sessionsCreated.inc({ kind, result: "ok" });
        return await reply.code(201).send(view.of(session));
      } catch (error) {
        metrics.sessionsCreated.inc({ kind, result: asProblem(error).code });
        throw error;
      }
    },
  );

  app.get(
    "/api/sessions/:id",
    {
      config: { action: "session.read" },
      schema: {
        tags,
        summary: "One session",
        params: SessionParams,
        response: { 200: Session, ...problemResponses },
      },
    },
    async (request) => {
      const caller = visitorOf(request);
      return view.for(caller, await sessions.get(caller, request.params.id));
    },
  );

  app.patch(
    "/api/sessions/:id",
    {
      config: { action: "session.rename" },
      schema: {
        tags,
        summary: "Rename a session, or give its agent another model or mode",
        params: SessionParams,
        body: PatchSession,
        response: { 200: Session, ...problemResponses },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { id } = request.params;
      const { title, ...choice } = request.body;
      if (choice.model !== undefined || choice.mode !== undefined) await messages.choose(caller, id, choice);
      if (title !== undefined) return view.of(await sessions.rename(caller, id, title));
      return view.of(await sessions.get(caller, id));
    },
  );

  app.delete(
    "/api/sessions/:id",
    {
      config: { action: "session.delete" },
      schema: {
        tags,
        summary: "End a session and delete its history",
        params: SessionParams,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await sessions.remove(callerOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/sessions/:id/input",
    {
      config: { action: "session.write" },
      schema: {
        tags,
        summary: "Type into a session",
        consumes: ["application/json", "application/octet-stream"],
        params: SessionParams,
        body: Input,
        response: { 202: z.object({ ok: z.literal(true) }), ...problemResponses },
      },
    },
    async (request, reply) => {
      const { data } = request.body;
      const bytes = typeof data === "string" ? Buffer.from(data) : data;
      if (bytes.length > INPUT_LIMIT_BYTES)
        throw new Problem("payload-too-large", { limitBytes: INPUT_LIMIT_BYTES });
      const key = request.idempotency?.key ?? randomUUID();
      await sessions.input(visitorOf(request), request.params.id, bytes, key);
      return reply.code(202).send({ ok: true });
    },
  );

  app.post(
    "/api/sessions/:id/resize",
    {
      config: { action: "session.write" },
      schema: {
        tags,
        summary: "Change a terminal's size",
        params: SessionParams,
        body: TerminalSize,
        response: { 200: z.object({ ok: z.literal(true) }), ...problemResponses },
      },
    },
    async (request) => {
      await sessions.resize(visitorOf(request), request.params.id, request.body);
      return { ok: true as const };
    },
  );

  app.post(
    "/api/sessions/:id/interrupt",
    {
      config: { action: "session.write" },
      schema: {
        tags,
        summary: "Interrupt what runs, like Ctrl-C; the session lives on",
        params: SessionParams,
        response: { 202: z.object({ ok: z.literal(true) }), ...problemResponses },
      },
    },
    async (request, reply) => {
      await sessions.interrupt(visitorOf(request), request.params.id);
      return reply.code(202).send({ ok: true });
    },
  );

  app.post(
    "/api/sessions/:id/stop",
    {
      config: { action: "session.stop" },
      schema: {
        tags,
        summary: "End a session's processes; its history stays",
        params: SessionParams,
        response: { 202: Session, ...problemResponses },
      },
    },
    async (request, reply) =>
      reply.code(202).send(view.of(await sessions.stop(callerOf(request), request.params.id))),
  );

  app.post(
    "/api/sessions/:id/resume",
    {
      config: { action: "session.resume" },
      schema: {
        tags,
        summary: "Start a new process under the same id, below the old output",
        params: SessionParams,
        response: { 200: Session, ...problemResponses },
      },
    },
    async (request) => view.of(await sessions.resume(callerOf(request), request.params.id)),
  );
}
