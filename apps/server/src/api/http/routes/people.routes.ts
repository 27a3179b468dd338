import { z } from "zod";
import { CreateInvite, Invite, NewInvite, PatchPerson, Person, ResetLink } from "@dispatch/protocol/account";
import { InviteId, UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import { toInvite } from "../../../domain/account/one-time-link.service.ts";
import type { ApiServices } from "../../services.ts";
import { note } from "../audited.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { Empty, page, problemResponses } from "../schemas.ts";

const tags = ["people"];
const PersonParams = z.object({ id: UserId });

/** For administrators: who has an account, and who may get one. */
export function peopleRoutes(app: HttpApp, { people, oneTimeLinks, publicOrigin }: ApiServices): void {
  app.get(
    "/api/users",
    {
      config: { action: "people.list" },
      schema: {
        tags,
        summary: "Everybody who has an account",
        response: { 200: page(Person), ...problemResponses },
      },
    },
    async () => ({ items: await people.list(), nextCursor: null }),
  );

  app.patch(
    "/api/users/:id",
    {
      config: { action: "people.change" },
      schema: {
        tags,
        summary: "Change someone's role, or switch the account off; what is open ends",
        params: PersonParams,
        body: PatchPerson,
        response: { 200: Person, ...problemResponses },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { role, disabled } = request.body;
      note(request, {
        details: { ...(role === undefined ? {} : { role }), ...(disabled === undefined ? {} : { disabled }) },
      });
      return people.change(caller, request.params.id, request.body);
    },
  );

  app.post(
    "/api/users/:id/password-reset",
    {
      config: { action: "people.reset-password", answersSecret: true },
      schema: {
        tags,
        summary: "Make a link with which someone can set a new password, once",
        params: PersonParams,
        response: { 201: ResetLink, ...problemResponses },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const user = await people.managed(caller, request.params.id);
      const { link, token } = await oneTimeLinks.resetPassword(caller.userId, user.id);
      const url = `${publicOrigin(request)}/reset#${token}`;
      return reply.code(201).send({ token, url, expiresAt: new Date(link.expiresAt).toISOString() });
    },
  );

  app.get(
    "/api/invites",
    {
      config: { action: "invite.list" },
      schema: {
        tags,
        summary: "Invitations that are still open",
        response: { 200: page(Invite), ...problemResponses },
      },
    },
    async () => ({ items: await oneTimeLinks.listInvites(), nextCursor: null }),
  );

  app.post(
    "/api/invites",
    {
      config: { action: "invite.create", answersSecret: true },
      schema: {
        tags,
        summary: "Invite someone: a link that opens one account",
        body: CreateInvite,
        response: { 201: NewInvite, ...problemResponses },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      if (request.body.role === "admin" && caller.role !== "owner") {
        throw new Problem("forbidden", {}, "Only the owner can invite administrators.");
      }
      const { link, token } = await oneTimeLinks.invite(caller.userId, request.body);
      note(request, { object: link.id, details: { role: request.body.role } });
      const url = `${publicOrigin(request)}/join#${token}`;
      return reply.code(201).send({ ...toInvite(link), token, url });
    },
  );

  app.delete(
    "/api/invites/:id",
    {
      config: { action: "invite.delete" },
      schema: {
        tags,
        summary: "Take an invitation back",
        params: z.object({ id: InviteId }),
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await oneTimeLinks.deleteInvite(request.params.id);
      return reply.code(204).send(null);
    },
  );
}
