import type { SessionEvent } from "@dispatch/protocol/events";
import type { Session } from "@dispatch/protocol/session";
import { castLines } from "./cast.ts";
import { jsonLines } from "./jsonl.ts";
import { plainText } from "./txt.ts";

export type ExportedSession = Pick<Session, "id" | "title" | "createdAt" | "cols" | "rows" | "shell">;

type Exporter = {
  readonly contentType: string;
  readonly write: (events: AsyncIterable<SessionEvent>, session: ExportedSession) => AsyncIterable<string>;
};

/** What a session's history can be written as, by the name that a client asks for. */
export const exporters: Readonly<Record<"jsonl" | "cast" | "txt", Exporter>> = {
  jsonl: { contentType: "application/x-ndjson", write: jsonLines },
  cast: { contentType: "application/x-asciicast", write: castLines },
  txt: { contentType: "text/plain; charset=utf-8", write: plainText },
};
