import { z } from "zod";
import { CreateHostToken, HostToken, HostTokenTest, PutHostToken } from "@dispatch/protocol/host-token";
import { HostTokenId } from "@dispatch/protocol/ids";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { Empty, page, problemResponses } from "../schemas.ts";

const tags = ["access tokens of git hosts"];
const params = z.object({ id: HostTokenId });

/** What lets people's git and pull requests in at git hosts. Tokens go in and never come out. */
export function hostTokenRoutes(app: HttpApp, { hostTokens, hostTokenTests }: ApiServices): void {
  app.get(
    "/api/host-tokens",
    {
      config: { action: "host-token.list" },
      schema: {
        tags,
        summary: "Your access tokens of git hosts, without the tokens themselves",
        response: { 200: page(HostToken), ...problemResponses },
      },
    },
    async (request) => ({ items: await hostTokens.list(callerOf(request).userId), nextCursor: null }),
  );

  app.post(
    "/api/host-tokens",
    {
      config: { action: "host-token.create" },
      schema: {
        tags,
        summary: "Add an access token that you made at a git host",
        body: CreateHostToken,
        response: { 201: HostToken, ...problemResponses },
      },
    },
    async (request, reply) => {
      const made = await hostTokens.create(callerOf(request).userId, request.body);
      note(request, { object: made.id, details: { host: made.host, kind: made.kind } });
      return reply.code(201).send(made);
    },
  );

  app.put(
    "/api/host-tokens/:id",
    {
      config: { action: "host-token.change" },
      schema: {
        tags,
        summary: "Replace a token, or change what is known of its host",
        params,
        body: PutHostToken,
        response: { 200: HostToken, ...problemResponses },
      },
    },
    async (request) => {
      const changed = await hostTokens.put(callerOf(request).userId, request.params.id, request.body);
      const isReplaced = request.body.token !== undefined;
      note(request, { details: { host: changed.host, kind: changed.kind, replaced: isReplaced } });
      return changed;
    },
  );

  app.delete(
    "/api/host-tokens/:id",
    {
      config: { action: "host-token.delete" },
      schema: {
        tags,
        summary: "Delete an access token here; at its host it stays valid",
        params,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { host } = await hostTokens.delete(callerOf(request).userId, request.params.id);
      note(request, { details: { host } });
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/host-tokens/:id/test",
    {
      config: { action: "host-token.test" },
      schema: {
        tags,
        summary: "Ask the host whose token it is and what it may do",
        params,
        response: { 200: HostTokenTest, ...problemResponses },
      },
    },
    async (request) => {
      const { host, ...tested } = await hostTokenTests.test(callerOf(request).userId, request.params.id);
      note(request, { details: { host, outcome: tested.outcome } });
      return tested;
    },
  );
}
