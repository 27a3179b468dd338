import { EditorDocuments } from "@dispatch/protocol/editor";
import type { ApiServices } from "../../services.ts";
import { visitorOf } from "../access.ts";
import type { HttpApp } from "../app-type.ts";
import { problemResponses } from "../schemas.ts";
import { SessionParams } from "./session.routes.ts";

export function editorRoutes(app: HttpApp, { sessions, editors }: ApiServices): void {
  app.get(
    "/api/sessions/:id/documents",
    {
      config: { action: "session.read" },
      schema: {
        tags: ["sessions"],
        summary: "The open files of an editor session, with the event to follow on from",
        params: SessionParams,
        response: { 200: EditorDocuments, ...problemResponses },
      },
    },
    async (request) => editors.documents(await sessions.get(visitorOf(request), request.params.id)),
  );
}
