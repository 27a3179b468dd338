import type { SessionEvent } from "@dispatch/protocol/events";
import { MARK_LABEL_LIMIT, type Mark, type MarkType } from "@dispatch/protocol/timeline";

type More = { readonly label?: string | undefined; readonly isError?: boolean };

/** A mark at an event; of a label its first line. */
export function mark({ seq, at }: SessionEvent, type: MarkType, { label, isError = false }: More = {}): Mark {
  const [line = ""] = (label ?? "").trim().split("\n", 1);
  const short = line.length > MARK_LABEL_LIMIT ? `${line.slice(0, MARK_LABEL_LIMIT - 1)}…` : line;
  return { seq, at, type, ...(short !== "" && { label: short }), ...(isError && { isError }) };
}
