import { z } from "zod";
import { WorkspaceId } from "@dispatch/protocol/ids";
import { Workspace } from "@dispatch/protocol/workspace";
import { toWorkspace } from "../../../domain/workspace/workspace.service.ts";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { page, problemResponses } from "../schemas.ts";

export function workspaceRoutes(app: HttpApp, { workspaces }: ApiServices): void {
  app.get(
    "/api/workspaces",
    {
      config: { action: "workspace.list" },
      schema: {
        tags: ["workspaces"],
        summary: "My workspaces",
        response: { 200: page(Workspace), ...problemResponses },
      },
    },
    async (request) => ({ items: await workspaces.list(callerOf(request).userId), nextCursor: null }),
  );

  app.get(
    "/api/workspaces/:id",
    {
      config: { action: "workspace.read" },
      schema: {
        tags: ["workspaces"],
        summary: "One workspace",
        params: z.object({ id: WorkspaceId }),
        response: { 200: Workspace, ...problemResponses },
      },
    },
    async (request) => toWorkspace(await workspaces.get(callerOf(request).userId, request.params.id)),
  );
}
