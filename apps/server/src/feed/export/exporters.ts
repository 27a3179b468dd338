import type { SessionEvent } from "@dispatch/protocol/events";
import type { Session, SessionKind } from "@dispatch/protocol/session";
import { transcriptText } from "./agent-txt.ts";
import { castLines } from "./cast.ts";
import { jsonLines } from "./jsonl.ts";
import { markdown } from "./md.ts";
import { plainText } from "./txt.ts";

export type ExportedSession = Pick<
  Session,
  "id" | "title" | "createdAt" | "cols" | "rows" | "shell" | "provider" | "model"
>;

type Exporter = {
  readonly contentType: string;
  readonly write: (events: AsyncIterable<SessionEvent>, session: ExportedSession) => AsyncIterable<string>;
};
type Format = "jsonl" | "cast" | "txt" | "md";

const jsonl: Exporter = { contentType: "application/x-ndjson", write: jsonLines };
const text = (write: Exporter["write"]): Exporter => ({ contentType: "text/plain; charset=utf-8", write });

/** What the history of a kind can be written as, by the name that a client asks for. */
export const exporters = {
  terminal: {
    jsonl,
    cast: { contentType: "application/x-asciicast", write: castLines },
    txt: text(plainText),
  },
  agent: {
    jsonl,
    md: { contentType: "text/markdown; charset=utf-8", write: markdown },
    txt: text(transcriptText),
  },
  editor: { jsonl },
} as const satisfies Record<SessionKind, Partial<Record<Format, Exporter>>>;

/** How a kind is written, if it can be. */
export const exporterOf = (kind: SessionKind, format: Format): Exporter | undefined =>
  (exporters[kind] as Partial<Record<Format, Exporter>>)[format];
