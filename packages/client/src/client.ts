import type { SessionEvent } from "@dispatch/protocol/events";
import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import { authorizedFetch, type Credential } from "./credential.ts";
import { followEvents, type FollowOptions } from "./follow-events.ts";
import type { paths } from "./generated/openapi.d.ts";
import { signInToClaude, type ClaudeSignInOptions } from "./live/claude-sign-in.ts";
import { Live, type LiveOptions } from "./live/live.ts";

export type ClientOptions = Credential & {
  /** Where the server is, with the path it is mounted at. Empty in a browser means: where the page came from. */
  readonly baseUrl: string;
};

type Rest = Pick<FetchClient<paths>, "GET" | "POST" | "PUT" | "PATCH" | "DELETE">;

export type Client = Rest & {
  readonly baseUrl: string;
  /** Follow a session over SSE: each event once, in order, across reconnects, until the signal aborts. */
  events(sessionId: string, options?: FollowOptions): AsyncGenerator<SessionEvent>;
  /** One socket for everything that is live. Close it when done. */
  live(options?: LiveOptions): Live;
  /** Sign in to Claude by its own page; what comes of it becomes the caller's key. */
  signInToClaude(options: ClaudeSignInOptions): Promise<void>;
};

/** Everything a program needs to talk to Dispatch. Without a token the browser's cookie is used. */
export function createClient(options: ClientOptions): Client {
  const baseUrl = options.baseUrl.replace(/\/+$/, "");
  const send = authorizedFetch(options);
  const rest = createFetchClient<paths>({ baseUrl, fetch: send, credentials: "include" });
  return {
    baseUrl,
    GET: rest.GET,
    POST: rest.POST,
    PUT: rest.PUT,
    PATCH: rest.PATCH,
    DELETE: rest.DELETE,
    events: (sessionId, followOptions) => followEvents({ baseUrl, send }, sessionId, followOptions),
    signInToClaude: (signIn) => signInToClaude({ baseUrl, credential: options }, signIn),
    live: (liveOptions) => new Live({ baseUrl, credential: options }, liveOptions),
  };
}
