import type { Client } from "@dispatch/client";
import type { TranscriptPage } from "@dispatch/protocol/agent/transcript-item";
import type { SnapshotRestored } from "@dispatch/protocol/git";
import type { Session } from "@dispatch/protocol/session";
import { read } from "./read.ts";

type TranscriptWish = { readonly before?: string; readonly limit: number };

/** What one asks of agents' sessions besides talking to them. */
export const agentsApi = (client: Client) => ({
  /** The newest part of a conversation, or the one before an event. */
  transcript: async (id: string, { before, limit }: TranscriptWish, signal: AbortSignal) => {
    const query = { limit, ...(before !== undefined && { before: Number(before) }) };
    const params = { path: { id }, query };
    return read<TranscriptPage>(await client.GET("/api/sessions/{id}/transcript", { params, signal }));
  },

  /** A session that goes on in a copy of the conversation, which ends before this message. */
  fork: async (id: string, beforeMessageId: string) =>
    read<Session>(
      await client.POST("/api/sessions/{id}/fork", { params: { path: { id } }, body: { beforeMessageId } }),
    ),

  /** Brings files back as they were; how they are now is kept first. */
  restoreFiles: async (workspaceId: string, snapshotId: string) =>
    read<SnapshotRestored>(
      await client.POST("/api/workspaces/{id}/git/revert", {
        params: { path: { id: workspaceId } },
        body: { snapshotId },
      }),
    ),
});
export type AgentsApi = ReturnType<typeof agentsApi>;
