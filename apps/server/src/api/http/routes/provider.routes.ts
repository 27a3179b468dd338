import { z } from "zod";
import { Model, Provider, ProviderId, ProviderKey, PutProviderKey } from "@dispatch/protocol/providers";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { Empty, page, problemResponses } from "../schemas.ts";

const tags = ["agents"];
const params = z.object({ id: ProviderId });
const keyParams = z.object({ provider: ProviderId });

/** Which agents there are, how they come to be here, and people's own keys for them. */
export function providerRoutes(app: HttpApp, { providers, providerKeys, models }: ApiServices): void {
  app.get(
    "/api/providers",
    {
      config: { action: "agent.list" },
      schema: {
        tags,
        summary: "Every agent there could be, and what is missing before it can work for you",
        response: { 200: page(Provider), ...problemResponses },
      },
    },
    async (request) => ({ items: await providers.list(callerOf(request).userId), nextCursor: null }),
  );

  app.get(
    "/api/providers/:id",
    {
      config: { action: "agent.list" },
      schema: {
        tags,
        summary: "One agent; while it is being installed, how far that has come",
        params,
        response: { 200: Provider, ...problemResponses },
      },
    },
    (request) => providers.get(callerOf(request).userId, request.params.id),
  );

  app.post(
    "/api/providers/:id/install",
    {
      config: { action: "agent.install" },
      schema: {
        tags,
        summary: "Install an agent with npm, in the version that Dispatch was tried with",
        params,
        response: { 202: Provider, ...problemResponses },
      },
    },
    async (request, reply) =>
      reply.code(202).send(await providers.install(callerOf(request).userId, request.params.id)),
  );

  app.delete(
    "/api/providers/:id/install",
    {
      config: { action: "agent.uninstall" },
      schema: {
        tags,
        summary: "Take away an agent that was installed here, or take back its installation",
        params,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await providers.uninstall(request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/api/models",
    {
      config: { action: "agent.list" },
      schema: {
        tags,
        summary: "The models that your agents said they have, when they last ran",
        querystring: z.object({ provider: ProviderId.optional() }),
        response: { 200: page(Model), ...problemResponses },
      },
    },
    async (request) => ({
      items: await models.models(callerOf(request).userId, request.query.provider),
      nextCursor: null,
    }),
  );

  app.get(
    "/api/me/provider-keys",
    {
      config: { action: "provider-key.list" },
      schema: {
        tags,
        summary: "What you have given for agents, without the keys themselves",
        response: { 200: page(ProviderKey), ...problemResponses },
      },
    },
    async (request) => ({ items: await providerKeys.list(callerOf(request).userId), nextCursor: null }),
  );

  app.put(
    "/api/me/provider-keys/:provider",
    {
      config: { action: "provider-key.put" },
      schema: {
        tags,
        summary: "Give your own key for an agent, the address it is for, or variables",
        params: keyParams,
        body: PutProviderKey,
        response: { 200: ProviderKey, ...problemResponses },
      },
    },
    async (request) => {
      const { provider } = request.params;
      const put = await providerKeys.put(callerOf(request).userId, provider, request.body);
      const { key, variables } = request.body;
      const given = [
        ...(key === undefined ? [] : ["key"]),
        ...(put.baseUrl === undefined ? [] : ["baseUrl"]),
        ...(variables === undefined ? [] : ["variables"]),
      ];
      note(request, { object: provider, details: { given } });
      return put;
    },
  );

  app.delete(
    "/api/me/provider-keys/:provider",
    {
      config: { action: "provider-key.delete" },
      schema: {
        tags,
        summary: "Delete what you have given for an agent; at its vendor's a key stays valid",
        params: keyParams,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { provider } = request.params;
      await providerKeys.delete(callerOf(request).userId, provider);
      note(request, { object: provider });
      return reply.code(204).send(null);
    },
  );
}
