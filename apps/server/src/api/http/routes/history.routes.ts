import { Readable } from "node:stream";
import { z } from "zod";
import { EventJson } from "@dispatch/protocol/events";
import { Problem } from "@dispatch/protocol/problems";
import { SessionScreen, capabilitiesOf } from "@dispatch/protocol/session";
import { TimelinePage } from "@dispatch/protocol/timeline";
import { toEventJson } from "../../../feed/export/event-json.ts";
import { timelinePage } from "../../../feed/timeline/timeline-page.ts";
import { exporterOf, exporters } from "../../../feed/export/exporters.ts";
import type { ApiServices } from "../../services.ts";
import { asShared } from "../../../domain/session/session-view.ts";
import { isShareOf } from "../../../domain/sharing/shares.ts";
import { callerOf, visitorOf } from "../access.ts";
import { viewerOf } from "../../viewer.ts";
import type { HttpApp } from "../app-type.ts";
import { EventStream } from "../event-stream.ts";
import { page, problemResponses } from "../schemas.ts";
import { SessionParams } from "./session.routes.ts";

const Cursor = z.coerce.number().int().min(0);
/** For programs that cannot send a header: what `POST /api/auth/ticket` gave. */
const TicketQuery = z.object({ ticket: z.string().max(100).optional() });
const EventsQuery = TicketQuery.extend({
  after: Cursor.default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
const ScreenQuery = z.object({
  at: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe("As it was at this event. Without it, as it is now."),
});
const TimelineQuery = z.object({ after: Cursor.default(0) });
/** A page ends early rather than grow beyond this. */
const PAGE_BYTES = 4 * 1024 * 1024;

const tags = ["sessions"];

export function historyRoutes(app: HttpApp, services: ApiServices): void {
  const {
    sessions,
    log,
    workspaceChanges,
    approvalChanges,
    readers,
    screens,
    revocations,
    changes,
    policy,
    shares,
    connections,
  } = services;

  app.get(
    "/api/sessions/:id/events",
    {
      config: { action: "session.read", takesTicket: true },
      schema: {
        tags,
        summary: "The session's events: a page as JSON, or all and then live as server-sent events",
        produces: ["application/json", "text/event-stream"],
        params: SessionParams,
        querystring: EventsQuery,
        headers: z.object({ "last-event-id": Cursor.optional() }),
        response: { 200: page(EventJson), ...problemResponses },
      },
    },
    async (request, reply) => {
      const caller = visitorOf(request);
      const session = await sessions.get(caller, request.params.id);
      const streaming = request.headers.accept?.includes("text/event-stream") ?? false;
      // A client that reconnects says where it stopped; that is newer than what its URL says.
      const after = (streaming ? request.headers["last-event-id"] : undefined) ?? request.query.after;
      const { seq: lastSeq } = log.head(session.number);
      refuseAhead(lastSeq, after);
      if (!streaming) {
        const { limit } = request.query;
        const events = await log.readEvents(session.number, after, { events: limit, bytes: PAGE_BYTES });
        const end = events.at(-1)?.seq ?? after;
        return {
          items: events.map((event) => toEventJson(session.id, event)),
          nextCursor: end < lastSeq ? String(end) : null,
        };
      }
      const leave = connections.enter(caller, request.ip);
      const stream = new EventStream(request, reply);
      stream.onClose(leave);
      const reader = readers.open({
        session: session.number,
        viewer: viewerOf(caller),
        after,
        sink: {
          send: (event) =>
            stream.send({
              id: event.seq,
              event: event.channel,
              data: JSON.stringify(toEventJson(session.id, event)),
            }),
          get open() {
            return stream.open;
          },
        },
        onError: () => stream.close(),
      });
      stream.onDrain(() => reader.wake());
      stream.onClose(() => reader.close());
      stream.onClose(
        revocations.subscribe((credential) => credential === caller.credentialId && stream.close()),
      );
      stream.onClose(
        changes.subscribe(
          (change) => change.type === "removed" && change.id === session.id && stream.close(),
        ),
      );
      stream.onClose(
        shares.onEnded(
          (share) => share.sessionId === session.id && isShareOf(caller, share) && stream.close(),
        ),
      );
      reader.start();
      return reply;
    },
  );

  app.get(
    "/api/sessions/:id/screen",
    {
      config: { action: "session.read" },
      schema: {
        tags,
        summary: "The terminal's screen as text and as a restoring sequence, now or at an earlier event",
        params: SessionParams,
        querystring: ScreenQuery,
        response: { 200: SessionScreen, ...problemResponses },
      },
    },
    async (request) => {
      const session = await sessions.get(visitorOf(request), request.params.id);
      if (!capabilitiesOf[session.kind].screen)
        throw new Problem("session-kind-refused", { kind: session.kind }, "This session has no screen.");
      const { at } = request.query;
      if (at === undefined) return screens.read(session.number, { fresh: true });
      refuseAhead(log.head(session.number).seq, at);
      return screens.readAt(session.number, at);
    },
  );

  app.get(
    "/api/sessions/:id/timeline",
    {
      config: { action: "session.read" },
      schema: {
        tags,
        summary: "When and where things happened in the session, by parts",
        params: SessionParams,
        querystring: TimelineQuery,
        response: { 200: TimelinePage, ...problemResponses },
      },
    },
    async (request) => {
      const session = await sessions.get(visitorOf(request), request.params.id);
      refuseAhead(log.head(session.number).seq, request.query.after);
      return timelinePage(log, session.number, request.query.after);
    },
  );

  app.get(
    "/api/sessions/:id/export",
    {
      config: { action: "session.export", takesTicket: true },
      schema: {
        tags,
        summary: "The whole history as a file",
        produces: ["application/x-ndjson", "application/x-asciicast", "text/plain", "text/markdown"],
        params: SessionParams,
        querystring: TicketQuery.extend({ format: z.enum(["jsonl", "cast", "txt", "md"]).default("jsonl") }),
        response: { 200: z.custom<Readable>().describe("The file."), ...problemResponses },
      },
    },
    async (request, reply) => {
      const caller = visitorOf(request);
      const session = await policy.session(caller, "session.export", request.params.id);
      const { format } = request.query;
      const exporter = exporterOf(session.kind, format);
      if (!exporter)
        throw new Problem(
          "session-kind-refused",
          { kind: session.kind },
          `There is no ${format} of this session. Take one of these: ${Object.keys(exporters[session.kind]).join(", ")}. In jsonl is every event.`,
        );
      const { contentType, write } = exporter;
      const lines = write(readers.history(session.number), services.view.for(caller, session));
      const name = `${session.id}.${format}`;
      return reply
        .type(contentType)
        .header("content-disposition", `attachment; filename="${name}"`)
        .send(Readable.from(lines, { objectMode: false }));
    },
  );

  app.get(
    "/api/events",
    {
      config: { action: "news.follow", takesTicket: true },
      schema: {
        tags,
        summary: "Changes of my sessions, workspaces and of what waits for me as server-sent events",
        produces: ["text/event-stream"],
        querystring: TicketQuery,
        response: problemResponses,
      },
    },
    (request, reply) => {
      const caller = callerOf(request);
      const leave = connections.enter(caller, request.ip);
      const stream = new EventStream(request, reply);
      stream.onClose(leave);
      stream.onClose(
        changes.subscribe((change) => {
          const { id } = change.type === "changed" ? change.session : change;
          const share = shares.of(id).find((each) => isShareOf(caller, each));
          if (change.ownerId !== caller.userId && !share) return;
          // A list that cannot keep up is told to start over rather than kept waiting in memory.
          if (!stream.open) stream.close();
          else if (change.type === "changed")
            stream.send({
              event: "session:changed",
              data: JSON.stringify(share ? asShared(change.session, share) : change.session),
            });
          else stream.send({ event: "session:removed", data: JSON.stringify({ id: change.id }) });
        }),
      );
      stream.onClose(
        approvalChanges.subscribe(({ ownerId, approval }) => {
          const isShared = shares.of(approval.sessionId).some((each) => isShareOf(caller, each));
          if (ownerId !== caller.userId && !isShared) return;
          if (!stream.open) stream.close();
          else stream.send({ event: "approval:changed", data: JSON.stringify(approval) });
        }),
      );
      stream.onClose(
        workspaceChanges.subscribe((change) => {
          if (change.ownerId !== caller.userId) return;
          if (!stream.open) stream.close();
          else if (change.type === "changed")
            stream.send({ event: "workspace:changed", data: JSON.stringify(change.workspace) });
          else stream.send({ event: "workspace:removed", data: JSON.stringify({ id: change.id }) });
        }),
      );
      stream.onClose(
        shares.onEnded((share) => {
          if (isShareOf(caller, share))
            stream.send({ event: "session:removed", data: JSON.stringify({ id: share.sessionId }) });
        }),
      );
      stream.onClose(
        revocations.subscribe((credential) => credential === caller.credentialId && stream.close()),
      );
    },
  );
}

function refuseAhead(lastSeq: number, seq: number): void {
  if (seq <= lastSeq) return;
  throw new Problem(
    "cursor-ahead",
    { afterSeq: seq, lastSeq },
    `The session has ${lastSeq} events; there is no event ${seq} yet and nothing behind it.`,
  );
}
