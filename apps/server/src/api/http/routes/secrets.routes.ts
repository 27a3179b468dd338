import { RotatedSecrets } from "@dispatch/protocol/installation";
import type { ApiServices } from "../../services.ts";
import type { HttpApp } from "../app-type.ts";
import { note } from "../audited.ts";
import { problemResponses } from "../schemas.ts";

export function secretRoutes(app: HttpApp, { vault }: ApiServices): void {
  app.post(
    "/api/encryption-key/rotate",
    {
      config: { action: "secrets.rotate" },
      schema: {
        tags: ["system"],
        summary: "Make a new encryption key and seal every secret under it; access tokens are renewed",
        response: { 200: RotatedSecrets, ...problemResponses },
      },
    },
    async (request) => {
      const secrets = await vault.rotate();
      note(request, { details: { secrets } });
      return { secrets };
    },
  );
}
