import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import {
  CommitWish,
  DiffSide,
  GitBranch,
  GitCommit,
  GitCommitted,
  GitDiff,
  GitPulled,
  GitPushed,
  GitRebased,
  GitRef,
  GitStatus,
  PullWish,
  PushWish,
  RebaseWish,
  RepositoryPath,
  RepositoryPaths,
} from "@dispatch/protocol/git";
import { WorkspaceId } from "@dispatch/protocol/ids";
import { RefName } from "@dispatch/protocol/repository";
import type { Whose } from "../../../domain/git/workspace-git.ts";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { Empty, page, problemResponses } from "../schemas.ts";
import { whileWaiting } from "../while-waiting.ts";

const tags = ["git"];
export const gitParams = z.object({ id: WorkspaceId });
export const flag = z
  .enum(["true", "false"])
  .default("false")
  .transform((value) => value === "true");
const some = z.strictObject({ paths: RepositoryPaths.optional().describe("All of them if left out.") });

export const whoseOf = (request: FastifyRequest, reply: FastifyReply): Whose => ({
  caller: callerOf(request),
  id: (request.params as z.infer<typeof gitParams>).id,
  signal: whileWaiting(reply),
});

export function gitRoutes(app: HttpApp, services: ApiServices): void {
  looks(app, services);
  branches(app, services);
  staging(app, services);
  delivery(app, services);
}

function looks(app: HttpApp, { git }: ApiServices): void {
  app.get(
    "/api/workspaces/:id/git/status",
    {
      config: { action: "git.read" },
      schema: {
        tags,
        summary: "What is changed, staged and in conflict, and how far the branch is from others",
        params: gitParams,
        response: { 200: GitStatus, ...problemResponses },
      },
    },
    (request, reply) => git.status(whoseOf(request, reply)),
  );

  app.get(
    "/api/workspaces/:id/git/diff",
    {
      config: { action: "git.read" },
      schema: {
        tags,
        summary:
          "Changed files against the commit that the workspace began at, or another; with hunks on request",
        params: gitParams,
        querystring: z.object({
          side: DiffSide.default("all"),
          against: GitRef.optional().describe("A branch, a tag or a commit in place of the base."),
          to: GitRef.optional().describe("A commit in place of the files as they are."),
          path: z
            .union([RepositoryPath.transform((path) => [path]), z.array(RepositoryPath).max(100)])
            .optional()
            .describe("This file alone, with its hunks; several may be named."),
          patch: flag.describe("With hunks, for all files."),
        }),
        response: { 200: GitDiff, ...problemResponses },
      },
    },
    (request, reply) => {
      const { side, against, to, path, patch } = request.query;
      return git.diff(whoseOf(request, reply), {
        side,
        ...(against !== undefined && { against }),
        ...(to !== undefined && { to }),
        ...(path && { paths: path }),
        hasHunks: patch || path !== undefined,
      });
    },
  );

  app.get(
    "/api/workspaces/:id/git/log",
    {
      config: { action: "git.read" },
      schema: {
        tags,
        summary: "Commits made since the workspace began, newest first; or all of them",
        params: gitParams,
        querystring: z.object({
          all: flag.describe("Those before the base too."),
          from: GitRef.optional().describe("Commits that this one has are left out."),
          ref: GitRef.optional().describe("A branch, a tag or a commit in place of what is checked out."),
          cursor: z.string().max(100).optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: { 200: page(GitCommit), ...problemResponses },
      },
    },
    (request, reply) => {
      const { all, from, ref, cursor, limit } = request.query;
      return git.log(whoseOf(request, reply), {
        isWhole: all || ref !== undefined,
        limit,
        ...(from !== undefined && { from }),
        ...(ref !== undefined && { to: ref }),
        ...(cursor !== undefined && { cursor }),
      });
    },
  );
}

function branches(app: HttpApp, { git }: ApiServices): void {
  app.get(
    "/api/workspaces/:id/git/branches",
    {
      config: { action: "git.read" },
      schema: {
        tags,
        summary: "Branches, here and at the remote as it was last fetched",
        params: gitParams,
        response: { 200: page(GitBranch), ...problemResponses },
      },
    },
    async (request, reply) => ({ ...(await git.branches(whoseOf(request, reply))), nextCursor: null }),
  );

  app.post(
    "/api/workspaces/:id/git/branches",
    {
      config: { action: "git.change" },
      schema: {
        tags,
        summary: "Make a branch",
        params: gitParams,
        body: z.strictObject({
          name: RefName,
          from: GitRef.optional().describe("What is checked out if left out."),
          switch: z.boolean().default(false).describe("Go on working on it."),
        }),
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { name, from, switch: isSwitch } = request.body;
      const wish = { name, isSwitch, ...(from !== undefined && { from }) };
      await git.createBranch(whoseOf(request, reply), wish);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/workspaces/:id/git/switch",
    {
      config: { action: "git.change" },
      schema: {
        tags,
        summary: "Switch to a branch, here or at the remote",
        params: gitParams,
        body: z.strictObject({ branch: RefName }),
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await git.switchTo(whoseOf(request, reply), request.body.branch);
      return reply.code(204).send(null);
    },
  );
}

function staging(app: HttpApp, { git }: ApiServices): void {
  for (const what of ["stage", "unstage"] as const)
    app.post(
      `/api/workspaces/:id/git/${what}`,
      {
        config: { action: "git.change" },
        schema: {
          tags,
          summary: what === "stage" ? "Stage files for the next commit" : "Take files out of the next commit",
          params: gitParams,
          body: some,
          response: { 204: Empty, ...problemResponses },
        },
      },
      async (request, reply) => {
        await git[what](whoseOf(request, reply), request.body.paths);
        return reply.code(204).send(null);
      },
    );

  app.post(
    "/api/workspaces/:id/git/commit",
    {
      config: { action: "git.commit" },
      schema: {
        tags,
        summary: "Commit as the workspace's identity, signed with its key",
        params: gitParams,
        body: CommitWish,
        response: { 200: GitCommitted, ...problemResponses },
      },
    },
    (request, reply) => git.commit(whoseOf(request, reply), request.body, request.idempotency?.key),
  );
}

function delivery(app: HttpApp, { git }: ApiServices): void {
  app.post(
    "/api/workspaces/:id/git/push",
    {
      config: { action: "git.push" },
      schema: {
        tags,
        summary: "Push what is checked out to a branch of the remote",
        params: gitParams,
        body: PushWish,
        response: { 200: GitPushed, ...problemResponses },
      },
    },
    (request, reply) => git.push(whoseOf(request, reply), request.body),
  );

  app.post(
    "/api/workspaces/:id/git/pull",
    {
      config: { action: "git.change" },
      schema: {
        tags,
        summary: "Bring the branch to where the remote's is",
        params: gitParams,
        body: PullWish,
        response: { 200: GitPulled, ...problemResponses },
      },
    },
    (request, reply) => git.pull(whoseOf(request, reply), request.body),
  );

  app.post(
    "/api/workspaces/:id/git/rebase",
    {
      config: { action: "git.change" },
      schema: {
        tags,
        summary: "Put the branch's commits on the newest of its base branch; go on with it, or take it back",
        params: gitParams,
        body: RebaseWish,
        response: { 200: GitRebased, ...problemResponses },
      },
    },
    (request, reply) => git.rebase(whoseOf(request, reply), request.body),
  );

  app.post(
    "/api/workspaces/:id/git/fetch",
    {
      config: { action: "git.change" },
      schema: {
        tags,
        summary: "Ask the remote for what is new; files and branches here stay",
        params: gitParams,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await git.fetch(whoseOf(request, reply));
      return reply.code(204).send(null);
    },
  );
}
