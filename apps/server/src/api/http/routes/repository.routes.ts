import { z } from "zod";
import { Branch } from "@dispatch/protocol/errands/repositories";
import { RepositoryId } from "@dispatch/protocol/ids";
import { CreateRepository, PatchRepository, Repository } from "@dispatch/protocol/repository";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { Empty, page, problemResponses } from "../schemas.ts";

const tags = ["repositories"];
const params = z.object({ id: RepositoryId });
const Branches = page(Branch).extend({ defaultBranch: z.string().optional() });

export function repositoryRoutes(app: HttpApp, { repositories, bareClones }: ApiServices): void {
  app.get(
    "/api/repos",
    {
      config: { action: "repository.list" },
      schema: { tags, summary: "My repositories", response: { 200: page(Repository), ...problemResponses } },
    },
    async (request) => ({ items: await repositories.list(callerOf(request).userId), nextCursor: null }),
  );

  app.post(
    "/api/repos",
    {
      config: { action: "repository.create" },
      schema: {
        tags,
        summary:
          "Remember a repository; it is cloned with the first workspace. The same address is the same one",
        body: CreateRepository,
        response: { 201: Repository, ...problemResponses },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await repositories.create(callerOf(request), request.body)),
  );

  app.get(
    "/api/repos/:id",
    {
      config: { action: "repository.read" },
      schema: { tags, summary: "One repository", params, response: { 200: Repository, ...problemResponses } },
    },
    (request) => repositories.view(callerOf(request).userId, request.params.id),
  );

  app.patch(
    "/api/repos/:id",
    {
      config: { action: "repository.change" },
      schema: {
        tags,
        summary: "Rename a repository, or choose the identity that its workspaces come as",
        params,
        body: PatchRepository,
        response: { 200: Repository, ...problemResponses },
      },
    },
    (request) => repositories.patch(callerOf(request).userId, request.params.id, request.body),
  );

  app.delete(
    "/api/repos/:id",
    {
      config: { action: "repository.delete" },
      schema: {
        tags,
        summary: "Forget a repository and take its clone away; refused while workspaces come from it",
        params,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      const row = await repositories.forget(callerOf(request).userId, request.params.id);
      await bareClones.remove(row);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/repos/:id/fetch",
    {
      config: { action: "repository.fetch" },
      schema: {
        tags,
        summary: "Ask the host what is new",
        params,
        response: { 200: Repository, ...problemResponses },
      },
    },
    async (request) => {
      const { userId } = callerOf(request);
      const { id } = request.params;
      await bareClones.find(await repositories.get(userId, id), null, { isFreshEnough: false });
      return repositories.view(userId, id);
    },
  );

  app.get(
    "/api/repos/:id/branches",
    {
      config: { action: "repository.read" },
      schema: {
        tags,
        summary: "Its branches as they were fetched last, those with the newest commits first",
        params,
        response: { 200: Branches, ...problemResponses },
      },
    },
    async (request) => {
      const row = await repositories.get(callerOf(request).userId, request.params.id);
      const { items, defaultBranch } = await bareClones.branches(row);
      return { items, nextCursor: null, ...(defaultBranch !== undefined && { defaultBranch }) };
    },
  );
}
