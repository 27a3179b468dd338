import type { SessionId, UserId } from "@dispatch/protocol/ids";
import type { SessionKind } from "@dispatch/protocol/session";
import type { SessionNumber } from "../log/event-log.ts";

export type EndedSession = {
  readonly number: SessionNumber;
  readonly id: SessionId;
  readonly ownerId: UserId;
  readonly kind: SessionKind;
  readonly title: string;
  readonly endedAt: number;
};
export type EndedQuery = {
  /** Without one, those of everybody. */
  readonly ownerId: UserId | undefined;
  readonly endedBefore: number;
  /** Further ones begin after this session, in their order. */
  readonly after?: Pick<EndedSession, "number" | "endedAt"> | undefined;
  readonly limit: number;
};
/** Some of a session's events: how many, what they hold, and the last of them. */
export type Weight = { readonly events: number; readonly bytes: number; readonly lastSeq: number };

/** What the database holds of sessions, and what of it can go. */
export type StoredData = {
  /** `endedAt`: undefined for those that live. */
  sessions(
    ownerId: UserId | undefined,
  ): Promise<{ number: SessionNumber; ownerId: UserId; kind: SessionKind; endedAt: number | undefined }[]>;
  /** The oldest first. */
  ended(query: EndedQuery): Promise<EndedSession[]>;
  weigh(session: SessionNumber, after: number, events: number): Promise<Weight>;
  file(): Promise<{ fileBytes: number; freeBytes: number; isShrinking: boolean }>;
};
