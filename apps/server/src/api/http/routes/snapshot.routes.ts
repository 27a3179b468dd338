import { z } from "zod";
import { GitDiff, RepositoryPaths, Snapshot, SnapshotRestored, SnapshotWish } from "@dispatch/protocol/git";
import { SnapshotId } from "@dispatch/protocol/ids";
import type { ApiServices } from "../../services.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { Empty, page, problemResponses } from "../schemas.ts";
import { flag, gitParams, whoseOf } from "./git.routes.ts";

const tags = ["git"];
const one = gitParams.extend({ snapshotId: SnapshotId });

export function snapshotRoutes(app: HttpApp, { snapshots }: ApiServices): void {
  app.get(
    "/api/workspaces/:id/git/snapshots",
    {
      config: { action: "git.read" },
      schema: {
        tags,
        summary: "Snapshots of the workspace's files, newest first",
        params: gitParams,
        response: { 200: page(Snapshot), ...problemResponses },
      },
    },
    async (request, reply) => ({ items: await snapshots.list(whoseOf(request, reply)), nextCursor: null }),
  );

  app.post(
    "/api/workspaces/:id/git/snapshots",
    {
      config: { action: "git.change" },
      schema: {
        tags,
        summary: "Keep the files as they are now, new ones too; nothing else changes",
        params: gitParams,
        body: SnapshotWish,
        response: { 201: Snapshot, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { reason } = request.body;
      const taken = await snapshots.take(whoseOf(request, reply), reason, request.idempotency?.key);
      return reply.code(201).send(taken);
    },
  );

  app.get(
    "/api/workspaces/:id/git/snapshots/:snapshotId/diff",
    {
      config: { action: "git.read" },
      schema: {
        tags,
        summary: "What changed since a snapshot, until now or another snapshot",
        params: one,
        querystring: z.object({ to: SnapshotId.optional(), patch: flag }),
        response: { 200: GitDiff, ...problemResponses },
      },
    },
    (request, reply) => {
      const { to, patch: hasHunks } = request.query;
      const wish = { id: request.params.snapshotId, hasHunks, ...(to !== undefined && { to }) };
      return snapshots.diff(whoseOf(request, reply), wish);
    },
  );

  app.delete(
    "/api/workspaces/:id/git/snapshots/:snapshotId",
    {
      config: { action: "git.change" },
      schema: {
        tags,
        summary: "Forget a snapshot",
        params: one,
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      await snapshots.delete(whoseOf(request, reply), request.params.snapshotId);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/workspaces/:id/git/revert",
    {
      config: { action: "git.revert" },
      schema: {
        tags,
        summary: "Bring the files of a snapshot back; how they are now is kept as a snapshot first",
        params: gitParams,
        body: z.strictObject({ snapshotId: SnapshotId }),
        response: { 200: SnapshotRestored, ...problemResponses },
      },
    },
    (request, reply) => {
      const { snapshotId } = request.body;
      note(request, { details: { snapshot: snapshotId } });
      return snapshots.restore(whoseOf(request, reply), snapshotId, request.idempotency?.key);
    },
  );

  app.post(
    "/api/workspaces/:id/git/discard",
    {
      config: { action: "git.revert" },
      schema: {
        tags,
        summary: "Take back changes of files that are not staged; a snapshot keeps them first",
        params: gitParams,
        body: z.strictObject({ paths: RepositoryPaths }),
        response: { 200: z.object({ before: Snapshot }), ...problemResponses },
      },
    },
    (request, reply) =>
      snapshots.discard(whoseOf(request, reply), request.body.paths, request.idempotency?.key),
  );
}
