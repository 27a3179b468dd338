import { z } from "zod";
import { ApiKey, ChangeApiKey, CreateApiKey, NewApiKey } from "@dispatch/protocol/account";
import { ApiKeyId } from "@dispatch/protocol/ids";
import type { ApiServices } from "../../services.ts";
import { note } from "../audited.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { Empty, page, problemResponses } from "../schemas.ts";

export function apiKeyRoutes(app: HttpApp, { apiKeys }: ApiServices): void {
  app.get(
    "/api/api-keys",
    {
      config: { action: "key.list" },
      schema: {
        tags: ["api keys"],
        summary: "My keys",
        response: { 200: page(ApiKey), ...problemResponses },
      },
    },
    async (request) => ({ items: await apiKeys.list(callerOf(request).userId), nextCursor: null }),
  );

  app.post(
    "/api/api-keys",
    {
      config: { action: "key.create", answersSecret: true },
      schema: {
        tags: ["api keys"],
        summary: "Make a key; its secret is in this answer only",
        body: CreateApiKey,
        response: { 201: NewApiKey, ...problemResponses },
      },
    },
    async (request, reply) => {
      const key = await apiKeys.create(callerOf(request).userId, request.body);
      note(request, { object: key.id, details: { scopes: key.scopes } });
      return reply.code(201).send(key);
    },
  );

  app.patch(
    "/api/api-keys/:id",
    {
      config: { action: "key.change" },
      schema: {
        tags: ["api keys"],
        summary: "Rename a key, or disable it for a while: what is open under it closes",
        params: z.object({ id: ApiKeyId }),
        body: ChangeApiKey,
        response: { 200: ApiKey, ...problemResponses },
      },
    },
    async (request) => {
      const { isDisabled } = request.body;
      if (isDisabled !== undefined) note(request, { details: { isDisabled } });
      return apiKeys.change(callerOf(request).userId, request.params.id, request.body);
    },
  );

  app.delete(
    "/api/api-keys/:id",
    {
      config: { action: "key.delete" },
      schema: {
        tags: ["api keys"],
        summary: "Delete a key; what is open under it closes",
        params: z.object({ id: ApiKeyId }),
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await apiKeys.delete(callerOf(request).userId, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
