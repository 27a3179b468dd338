import type { FastifyRequest } from "fastify";
import { z } from "zod";
import {
  ConnectionTest,
  CreateIdentity,
  Identity,
  PutIdentity,
  TestConnection,
  TrustHost,
  TrustedHost,
} from "@dispatch/protocol/identity";
import { IdentityId, UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { ApiServices } from "../../services.ts";
import { note } from "../audited.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { Empty, page, problemResponses } from "../schemas.ts";

const tags = ["git identities"];
const PersonParams = z.object({ userId: z.union([z.literal("me"), UserId]) });
const IdentityParams = PersonParams.extend({ identityId: IdentityId });

/** Whose identities are meant. Nobody's but the caller's own exist here, whatever their role (R9). */
function personOf(request: FastifyRequest & { params: z.output<typeof PersonParams> }): UserId {
  const { userId } = callerOf(request);
  const asked = request.params.userId;
  if (asked !== "me" && asked !== userId) throw new Problem("user-not-found", { userId: asked });
  return userId;
}

/** Who somebody is to git hosts. Keys go in, or are made here, and never come out. */
export function identityRoutes(app: HttpApp, { identities, connectionTests }: ApiServices): void {
  app.get(
    "/api/users/:userId/identities",
    {
      config: { action: "identity.list" },
      schema: {
        tags,
        summary: "Your git identities, the oldest first",
        params: PersonParams,
        response: { 200: page(Identity), ...problemResponses },
      },
    },
    async (request) => ({ items: await identities.list(personOf(request)), nextCursor: null }),
  );

  app.post(
    "/api/users/:userId/identities",
    {
      config: { action: "identity.create" },
      schema: {
        tags,
        summary: "Make an identity, with a key that is made here or one you bring",
        params: PersonParams,
        body: CreateIdentity,
        response: { 201: Identity, ...problemResponses },
      },
    },
    async (request, reply) => {
      const made = await identities.create(personOf(request), request.body);
      noteIdentity(request, made);
      return reply.code(201).send(made);
    },
  );

  app.get(
    "/api/users/:userId/identities/:identityId",
    {
      config: { action: "identity.read" },
      schema: {
        tags,
        summary: "One identity, with its public key",
        params: IdentityParams,
        response: { 200: Identity, ...problemResponses },
      },
    },
    (request) => identities.get(personOf(request), request.params.identityId),
  );

  app.put(
    "/api/users/:userId/identities/:identityId",
    {
      config: { action: "identity.change" },
      schema: {
        tags,
        summary: "Change name and author, replace the key, or make it the default",
        params: IdentityParams,
        body: PutIdentity,
        response: { 200: Identity, ...problemResponses },
      },
    },
    async (request) => {
      note(request, { object: request.params.identityId });
      const changed = await identities.put(personOf(request), request.params.identityId, request.body);
      noteIdentity(request, changed);
      return changed;
    },
  );

  app.delete(
    "/api/users/:userId/identities/:identityId",
    {
      config: { action: "identity.delete" },
      schema: {
        tags,
        summary: "Delete an identity and its private key",
        params: IdentityParams,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      note(request, { object: request.params.identityId });
      await identities.delete(personOf(request), request.params.identityId);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/users/:userId/identities/:identityId/test",
    {
      config: { action: "identity.test" },
      schema: {
        tags,
        summary: "Knock at a git host with this identity, and say what came of it",
        params: IdentityParams,
        body: TestConnection,
        response: { 200: ConnectionTest, ...problemResponses },
      },
    },
    async (request) => {
      note(request, { object: request.params.identityId });
      const userId = personOf(request);
      const tested = await connectionTests.test(userId, request.params.identityId, request.body.host);
      note(request, { details: { host: tested.host, outcome: tested.outcome } });
      return tested;
    },
  );

  app.post(
    "/api/users/:userId/known-hosts",
    {
      config: { action: "known-host.trust" },
      schema: {
        tags,
        summary: "Trust the key that a git host shows now, if its fingerprint is this one",
        params: PersonParams,
        body: TrustHost,
        response: { 200: TrustedHost, ...problemResponses },
      },
    },
    async (request) => {
      const userId = personOf(request);
      const { host, fingerprint } = request.body;
      const trusted = await connectionTests.trust(userId, host, fingerprint);
      note(request, { object: trusted.host, details: { fingerprint } });
      return trusted;
    },
  );
}

function noteIdentity(request: FastifyRequest, { id, name, fingerprint }: Identity): void {
  note(request, { object: id, details: { name, fingerprint } });
}
