import type { EventJson, SessionEvent } from "@dispatch/protocol/events";
import { createParser } from "eventsource-parser";
import { BACKOFF_LIMIT_MS, backoffMs, pause } from "./backoff.ts";
import { decodeEvent, isKnownChannel } from "./event-json.ts";
import { problemFromResponse, RequestProblem } from "./problem.ts";

/** The server speaks at least every 15 s; after three times that the stream is dead, whatever TCP believes. */
const SILENCE_LIMIT_MS = 45_000;

export type FollowOptions = {
  /** Number of the last event already known; 0 or nothing means from the first event. */
  readonly after?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

type Source = { readonly baseUrl: string; readonly send: (request: Request) => Promise<Response> };

/**
 * Every event of a session after the cursor, once and in order, without end: a lost stream is opened
 * again where it broke off. Ends when the signal aborts; throws `RequestProblem` when the server refuses.
 */
export async function* followEvents(
  source: Source,
  sessionId: string,
  options: FollowOptions = {},
): AsyncGenerator<SessionEvent> {
  let last = options.after ?? 0;
  let failures = 0;
  while (!options.signal?.aborted) {
    const openedAt = performance.now();
    try {
      for await (const event of streamOnce(source, sessionId, last, options.signal)) {
        failures = 0;
        if (event.seq <= last) continue;
        // A hole means that this stream cannot be trusted: the cursor can.
        if (event.seq !== last + 1) break;
        last = event.seq;
        if (isKnownChannel(event.channel)) yield decodeEvent(event);
      }
    } catch (error) {
      if (options.signal?.aborted) return;
      if (error instanceof RequestProblem && !isPassing(error)) throw error;
    }
    if (performance.now() - openedAt > BACKOFF_LIMIT_MS) failures = 0; // it held for a while: this is a new disturbance
    await pause(backoffMs(failures), options.signal);
    failures += 1;
  }
}

/** Whether waiting can help. */
const isPassing = (problem: RequestProblem) => problem.status >= 500 || problem.status === 429;

async function* streamOnce(
  source: Source,
  sessionId: string,
  after: number,
  signal?: AbortSignal,
): AsyncGenerator<EventJson> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_LIMIT_MS);
  const request = new Request(
    `${source.baseUrl}/api/sessions/${encodeURIComponent(sessionId)}/events?after=${after}`,
    {
      headers: { accept: "text/event-stream", "last-event-id": String(after) },
      credentials: "include",
      cache: "no-store",
      signal: signal ? AbortSignal.any([signal, silence.signal]) : silence.signal,
    },
  );
  try {
    const response = await source.send(request);
    if (!response.ok) throw await problemFromResponse(response);
    if (!response.body) return;
    const ready: EventJson[] = [];
    const parser = createParser({
      onEvent: (message) => {
        if (message.data !== "" && message.id !== undefined)
          ready.push(JSON.parse(message.data) as EventJson);
      },
    });
    const decoder = new TextDecoder();
    const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(timer);
        parser.feed(decoder.decode(value, { stream: true }));
        // Nothing more is read while the consumer works, so that its pace reaches the server.
        for (const event of ready.splice(0)) yield event;
        timer = setTimeout(() => silence.abort(), SILENCE_LIMIT_MS);
      }
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  } finally {
    clearTimeout(timer);
  }
}
