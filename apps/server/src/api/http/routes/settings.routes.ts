import { PutServerSettings, ServerSettings } from "@dispatch/protocol/settings";
import type { ApiServices } from "../../services.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { problemResponses } from "../schemas.ts";

const tags = ["settings"];

/** What administrators change while the server runs. */
export function settingRoutes(app: HttpApp, { settings }: ApiServices): void {
  app.get(
    "/api/settings",
    {
      config: { action: "settings.read" },
      schema: {
        tags,
        summary: "What holds for everybody here, and where each setting comes from",
        response: { 200: ServerSettings, ...problemResponses },
      },
    },
    () => settings.describe(),
  );

  app.put(
    "/api/settings",
    {
      config: { action: "settings.change" },
      schema: {
        tags,
        summary: "Change settings at once; those that are not named stay, null takes one back to its default",
        body: PutServerSettings,
        response: { 200: ServerSettings, ...problemResponses },
      },
    },
    async (request) => {
      const described = await settings.put(request.body);
      const details = Object.entries(request.body).map(([name, value]) => [name, String(value ?? "default")]);
      note(request, { details: Object.fromEntries(details) as Record<string, string> });
      return described;
    },
  );
}
