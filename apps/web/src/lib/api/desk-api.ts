import type { Client } from "@dispatch/client";
import type { KeptLayout, Layout } from "@dispatch/protocol/layout";
import type { PatchPreferences, Preferences } from "@dispatch/protocol/preferences";
import { read } from "./read.ts";

/** What a person has open, and how things are to be. */
export const deskApi = (client: Client) => ({
  layout: async (of: string) =>
    read<KeptLayout>(await client.GET("/api/layouts/{client}", { params: { path: { client: of } } })),
  putLayout: async (of: string, body: Layout) =>
    read<KeptLayout>(
      await client.PUT("/api/layouts/{client}", {
        params: { path: { client: of } },
        body: body as never,
        // What was changed last arrives although the page is left.
        keepalive: true,
      }),
    ),
  preferences: {
    read: async () => read<Preferences>(await client.GET("/api/me/preferences")),
    change: async (body: PatchPreferences) =>
      read<Preferences>(await client.PATCH("/api/me/preferences", { body: body as never })),
  },
});
export type DeskApi = ReturnType<typeof deskApi>;
