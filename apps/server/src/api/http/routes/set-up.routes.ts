import { z } from "zod";
import { WorkspaceId } from "@dispatch/protocol/ids";
import { Session } from "@dispatch/protocol/session";
import { ServiceName, SetUpDescription, SetUpFile } from "@dispatch/protocol/set-up";
import { setUpFileSchema } from "@dispatch/protocol/set-up-schema";
import { Workspace } from "@dispatch/protocol/workspace";
import type { ApiServices } from "../../services.ts";
import { callerOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { problemResponses } from "../schemas.ts";

const tags = ["workspaces"];
const params = z.object({ id: WorkspaceId });

export function setUpRoutes(app: HttpApp, { setUps, workspaceServices, view }: ApiServices): void {
  const schema = setUpFileSchema();
  app.get(
    "/api/schemas/dispatch.json",
    {
      config: { action: "system.look" },
      schema: {
        tags: ["system"],
        summary: "The JSON Schema of .dispatch.json",
        response: { 200: z.record(z.string(), z.unknown()), ...problemResponses },
      },
    },
    () => schema,
  );

  app.get(
    "/api/workspaces/:id/set-up",
    {
      config: { action: "workspace.read" },
      schema: {
        tags,
        summary: "How a workspace is made ready to run, or how it could be",
        params,
        response: { 200: SetUpDescription, ...problemResponses },
      },
    },
    (request) => setUps.describe(callerOf(request).userId, request.params.id),
  );

  app.put(
    "/api/workspaces/:id/set-up",
    {
      config: { action: "workspace.set-up" },
      schema: {
        tags,
        summary: "Write the workspace's .dispatch.json",
        params,
        body: SetUpFile,
        response: { 200: SetUpDescription, ...problemResponses },
      },
    },
    (request) => setUps.write(callerOf(request).userId, request.params.id, request.body),
  );

  app.post(
    "/api/workspaces/:id/set-up",
    {
      config: { action: "workspace.set-up" },
      schema: {
        tags,
        summary: "Run the set-up of a workspace that is ready; it stays ready",
        params,
        response: { 200: Workspace, ...problemResponses },
      },
    },
    (request) => setUps.run(callerOf(request).userId, request.params.id),
  );

  app.post(
    "/api/workspaces/:id/services/:name",
    {
      config: { action: "session.create" },
      schema: {
        tags,
        summary: "Start a service of a workspace in a terminal; one that is alive is not started twice",
        params: params.extend({ name: ServiceName }),
        response: { 200: Session, ...problemResponses },
      },
    },
    async (request) => {
      const { id, name } = request.params;
      const session = await workspaceServices.start(callerOf(request).userId, id, name);
      note(request, { object: session.id, details: { kind: session.kind } });
      return view.of(session);
    },
  );
}
