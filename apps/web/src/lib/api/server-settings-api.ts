import type { Client } from "@dispatch/client";
import type { ServerSettings, SettingName, SettingValues } from "@dispatch/protocol/settings";
import { read } from "./read.ts";

/** Those that are not named stay; null takes one back to its default. */
export type SettingsWish = { readonly [N in SettingName]?: SettingValues[N] | null };

/** What holds for everybody here, for administrators. */
export class ServerSettingsApi {
  readonly #client: Client;
  constructor(client: Client) {
    this.#client = client;
  }

  settings = async () => read<ServerSettings>(await this.#client.GET("/api/settings"));
  put = async (body: SettingsWish) => read<ServerSettings>(await this.#client.PUT("/api/settings", { body }));
}
