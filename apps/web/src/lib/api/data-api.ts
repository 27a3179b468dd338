import type { Client } from "@dispatch/client";
import type { CleanedUp, CleanupPreview, DataReport } from "@dispatch/protocol/data";
import { read } from "./read.ts";

export type CleanUpWish = { readonly endedBefore: string; readonly sessionIds: readonly string[] };

/** What sessions hold, and what of it goes. `everyone`: for administrators, the sessions of everybody. */
export class DataApi {
  readonly #client: Client;
  constructor(client: Client) {
    this.#client = client;
  }

  report = async (everyone: boolean) =>
    read<DataReport>(
      await this.#client.GET("/api/data", { params: { query: { everyone: everyone ? "true" : "false" } } }),
    );
  preview = async (olderThanDays: number, everyone: boolean) =>
    read<CleanupPreview>(
      await this.#client.GET("/api/data/cleanup", {
        params: { query: { olderThanDays, everyone: everyone ? "true" : "false" } },
      }),
    );
  cleanUp = async ({ endedBefore, sessionIds }: CleanUpWish, everyone: boolean) =>
    read<CleanedUp>(
      await this.#client.POST("/api/data/cleanup", {
        body: { endedBefore, sessionIds: [...sessionIds], everyone },
      }),
    );
}
