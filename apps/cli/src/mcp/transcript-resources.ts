import { type McpServer, ResourceTemplate } from "@modelcontextprotocol/server";
import { problemFromResponse } from "@dispatch/client/problem";
import { listSessions } from "../sessions/session-api.ts";
import type { McpNeeds } from "./mcp-server.ts";

const uriOf = (id: string) => `dispatch://sessions/${id}/transcript`;

/** Each agent's transcript as a text with Markdown. */
export function addTranscripts(server: McpServer, { client }: McpNeeds): void {
  const template = new ResourceTemplate(uriOf("{id}"), {
    list: async () => ({
      resources: (await listSessions(client))
        .filter(({ kind }) => kind === "agent")
        .map(({ id, title }) => ({ uri: uriOf(id), name: title, mimeType: "text/markdown" })),
    }),
  });
  const about = {
    title: "Transcripts",
    description: "What an agent's session reads like.",
    mimeType: "text/markdown",
  };
  server.registerResource("transcript", template, about, async (uri, { id }) => {
    const { response } = await client.GET("/api/sessions/{id}/export", {
      params: { path: { id: String(id) }, query: { format: "md" } },
      parseAs: "stream",
    });
    if (!response.ok) throw await problemFromResponse(response);
    return { contents: [{ uri: uri.href, mimeType: "text/markdown", text: await response.text() }] };
  });
}
