import { z } from "zod";
import { ShareId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import { Session } from "@dispatch/protocol/session";
import { CreateShare, NewShare, Share } from "@dispatch/protocol/sharing";
import { toShare } from "../../../domain/sharing/sharing.service.ts";
import type { ApiServices } from "../../services.ts";
import { note } from "../audited.ts";
import { callerOf, visitorOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { Empty, page, problemResponses } from "../schemas.ts";
import { SessionParams } from "./session.routes.ts";

const tags = ["sharing"];

/** Who else may see a session, and what a link opens. */
export function shareRoutes(app: HttpApp, services: ApiServices): void {
  const { attempts, policy, sessions, sharing, view, publicOrigin } = services;

  app.get(
    "/api/sessions/:id/shares",
    {
      config: { action: "share.list" },
      schema: {
        tags,
        summary: "With whom the session is shared",
        params: SessionParams,
        response: { 200: page(Share), ...problemResponses },
      },
    },
    async (request) => {
      const session = await policy.session(callerOf(request), "share.list", request.params.id);
      return { items: sharing.list(session), nextCursor: null };
    },
  );

  app.post(
    "/api/sessions/:id/shares",
    {
      config: { action: "share.create", answersSecret: true },
      schema: {
        tags,
        summary: "Share the session with a person, or by a link that expires",
        params: SessionParams,
        body: CreateShare,
        response: { 201: NewShare, ...problemResponses },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const session = await policy.session(caller, "share.create", request.params.id);
      // Whether an e-mail has an account here is told a few times, and not to somebody who tries them all.
      const who = { account: caller.userId, address: request.ip };
      const { share, token } = await attempts.attempt(who, () =>
        sharing.create(caller, session, request.body),
      );
      note(request, { details: { with: share.userId ?? "link", access: share.access } });
      const url = `${publicOrigin(request)}/shared#${token}`;
      return reply.code(201).send({ ...toShare(share), ...(token === undefined ? {} : { token, url }) });
    },
  );

  app.delete(
    "/api/sessions/:id/shares/:shareId",
    {
      config: { action: "share.delete" },
      schema: {
        tags,
        summary: "Stop sharing; what is open under it closes at once",
        params: z.object({ ...SessionParams.shape, shareId: ShareId }),
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      const session = await policy.session(callerOf(request), "share.delete", request.params.id);
      await sharing.end(session, request.params.shareId);
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/api/shared",
    {
      config: { action: "share.open" },
      schema: {
        tags,
        summary: "The session that the link in my hand opens",
        response: { 200: Session, ...problemResponses },
      },
    },
    async (request) => {
      const caller = visitorOf(request);
      if (caller.kind !== "guest")
        throw new Problem("not-found", {}, "This is for those who come by a link: send its token.");
      note(request, { object: caller.sessionId });
      return view.for(caller, await sessions.get(caller, caller.sessionId));
    },
  );
}
