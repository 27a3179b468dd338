import type { Client } from "@dispatch/client";
import { dataOf, problemOf } from "@dispatch/client/problem";
import type { Session } from "@dispatch/protocol/session";
import { findSession, isWholeId } from "./session-reference.ts";

/** The largest page the server gives. */
const PAGE_LIMIT = 500;

export async function listSessions(client: Client): Promise<Session[]> {
  const sessions: Session[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const query = { limit: PAGE_LIMIT, ...(cursor === undefined ? {} : { cursor: cursor as never }) };
    const page = dataOf(await client.GET("/api/sessions", { params: { query } })) as {
      items: Session[];
      nextCursor: string | null;
    };
    sessions.push(...page.items);
    cursor = page.nextCursor;
  }
  return sessions;
}

export const getSession = async (client: Client, id: string): Promise<Session> =>
  dataOf(await client.GET("/api/sessions/{id}", { params: { path: { id } } })) as Session;

/** The session that a person means by an id, the beginning of one, or a title. */
export async function resolveSession(client: Client, reference: string): Promise<Session> {
  if (isWholeId(reference)) {
    try {
      return await getSession(client, reference);
    } catch (error) {
      // It may still be the title of another: only then is the list worth its cost.
      if (problemOf(error)?.code !== "session-not-found") throw error;
    }
  }
  return findSession(await listSessions(client), reference);
}
