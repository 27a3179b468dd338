import type { Client } from "@dispatch/client";
import { decodeEvent } from "@dispatch/client/event-json";
import { dataOf, problemOf } from "@dispatch/client/problem";
import type { EventJson, SessionEvent } from "@dispatch/protocol/events";
import type { SessionScreen } from "@dispatch/protocol/session";
import type { TimelinePage } from "@dispatch/protocol/timeline";

/** A recording without waypoints is looked through by parts; after so many of them somebody should hear of it. */
const SCREEN_TRIES = 40;
const TRY_AGAIN_MS = 250;

/** What looking back at a session reads. */
export class PlaybackApi {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  timeline = async (id: string, after: number) =>
    dataOf(
      await this.#client.GET("/api/sessions/{id}/timeline", { params: { path: { id }, query: { after } } }),
    ) as TimelinePage;

  /** The terminal's screen at an event, or shortly before it. */
  screenAt = async (id: string, at: number, signal: AbortSignal): Promise<SessionScreen> => {
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await this.#client.GET("/api/sessions/{id}/screen", {
          params: { path: { id }, query: { at } },
          signal,
        });
        return dataOf<SessionScreen>(answer);
      } catch (error) {
        if (problemOf(error)?.code !== "screen-not-ready" || tries === SCREEN_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
        signal.throwIfAborted();
      }
    }
  };

  events = async (id: string, after: number, limit: number): Promise<readonly SessionEvent[]> => {
    const page = dataOf(
      await this.#client.GET("/api/sessions/{id}/events", {
        params: { path: { id }, query: { after, limit } },
      }),
    ) as { readonly items: readonly EventJson[] };
    return page.items.map(decodeEvent);
  };
}
