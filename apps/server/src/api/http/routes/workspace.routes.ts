import { z } from "zod";
import { WorkspaceId } from "@dispatch/protocol/ids";
import {
  CreateWorkspace,
  DecideOrphan,
  Orphan,
  OrphanPath,
  PatchWorkspace,
  Workspace,
  WorkspaceUsage,
} from "@dispatch/protocol/workspace";
import type { ApiServices } from "../../services.ts";
import { note } from "../audited.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { Empty, page, problemResponses } from "../schemas.ts";

const tags = ["workspaces"];
const params = z.object({ id: WorkspaceId });
const flag = z.enum(["true", "false"]).default("false");

export function workspaceRoutes(app: HttpApp, { workspaces, workspaceEnding, orphans }: ApiServices): void {
  app.get(
    "/api/workspaces",
    {
      config: { action: "workspace.list" },
      schema: {
        tags,
        summary: "My workspaces; those that were deleted and can be restored on request",
        querystring: z.object({ deleted: flag }),
        response: { 200: page(Workspace), ...problemResponses },
      },
    },
    async (request) => {
      const which = { deleted: request.query.deleted === "true" };
      return { items: await workspaces.list(callerOf(request).userId, which), nextCursor: null };
    },
  );

  app.post(
    "/api/workspaces",
    {
      config: { action: "workspace.create" },
      schema: {
        tags,
        summary: "Make a workspace",
        body: CreateWorkspace,
        response: { 201: Workspace, ...problemResponses },
      },
    },
    async (request, reply) => {
      const workspace = await workspaces.create(callerOf(request), request.body, request.idempotency?.key);
      const folder = workspace.isMade ? "made" : "named";
      note(request, { object: workspace.id, details: { kind: workspace.kind, folder } });
      return reply.code(201).send(workspace);
    },
  );

  app.get(
    "/api/workspaces/orphans",
    {
      config: { action: "workspace.list" },
      schema: {
        tags,
        summary: "What lies where my workspaces lie, and belongs to none",
        response: { 200: page(Orphan), ...problemResponses },
      },
    },
    async (request) => ({ items: await orphans.list(callerOf(request).userId), nextCursor: null }),
  );

  app.post(
    "/api/workspaces/orphans/:name",
    {
      config: { action: "workspace.orphan" },
      schema: {
        tags,
        summary: "Make a workspace of what belongs to none, or delete it; nothing else ever does",
        params: OrphanPath,
        body: DecideOrphan,
        response: {
          200: z.object({
            workspace: Workspace.optional().describe("Of a folder. A clone is gone for good."),
          }),
          ...problemResponses,
        },
      },
    },
    async (request) => {
      const { name } = request.params;
      const { action, kind } = request.body;
      note(request, { details: { action, kind } });
      const workspace = await orphans.decide(callerOf(request).userId, name, request.body);
      if (workspace) note(request, { object: workspace.id });
      return workspace ? { workspace } : {};
    },
  );

  app.get(
    "/api/workspaces/:id",
    {
      config: { action: "workspace.read" },
      schema: { tags, summary: "One workspace", params, response: { 200: Workspace, ...problemResponses } },
    },
    (request) => workspaces.view(callerOf(request).userId, request.params.id),
  );

  app.get(
    "/api/workspaces/:id/usage",
    {
      config: { action: "workspace.read" },
      schema: {
        tags,
        summary: "How much room a workspace takes, counted at most once a minute",
        params,
        response: { 200: WorkspaceUsage, ...problemResponses },
      },
    },
    (request) => workspaces.usage(callerOf(request).userId, request.params.id),
  );

  app.patch(
    "/api/workspaces/:id",
    {
      config: { action: "workspace.change" },
      schema: {
        tags,
        summary: "Rename a workspace, offer it as a template, or choose as whom it speaks to its host",
        params,
        body: PatchWorkspace,
        response: { 200: Workspace, ...problemResponses },
      },
    },
    (request) => workspaces.patch(callerOf(request).userId, request.params.id, request.body),
  );

  app.delete(
    "/api/workspaces/:id",
    {
      config: { action: "workspace.delete" },
      schema: {
        tags,
        summary: "Delete a workspace; it can be restored for 14 days, unless it is to go now",
        params,
        querystring: z.object({
          now: flag,
          force: flag.describe("Also when it holds changes or commits that are nowhere else."),
        }),
        response: { 204: Empty, ...problemResponses },
      },
    },
    async (request, reply) => {
      const now = request.query.now === "true";
      const force = request.query.force === "true";
      await workspaceEnding.delete(callerOf(request).userId, request.params.id, { now, force });
      if (now) note(request, { details: { kept: "no" } });
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/workspaces/:id/retry",
    {
      config: { action: "workspace.create" },
      schema: {
        tags,
        summary: "Try once more to make a workspace that failed, or take it without its set-up",
        params,
        querystring: z.object({
          setup: flag
            .default("true")
            .describe("`false` leaves the set-up out: the workspace is taken as it is."),
        }),
        response: { 200: Workspace, ...problemResponses },
      },
    },
    (request) =>
      workspaces.retry(callerOf(request).userId, request.params.id, {
        setup: request.query.setup === "true",
      }),
  );

  app.post(
    "/api/workspaces/:id/restore",
    {
      config: { action: "workspace.restore" },
      schema: {
        tags,
        summary: "Take back a workspace that was deleted",
        params,
        response: { 200: Workspace, ...problemResponses },
      },
    },
    (request) => workspaceEnding.restore(callerOf(request).userId, request.params.id),
  );
}
