import type { Session } from "@dispatch/protocol/session";
import type { Chord } from "#lib/actions/chord.ts";
import type { ExportFormat } from "#lib/api/dispatch-api.ts";
import { strings } from "#lib/strings.ts";

type Offered = { readonly format: ExportFormat; readonly label: string; readonly keys?: Chord };

/** What of a session can be taken along: a recording and a text are of a terminal's screen. */
export function exportFormats({ capabilities }: Pick<Session, "capabilities">): readonly Offered[] {
  const { exportCast, exportText, exportMarkdown, exportJsonl } = strings.action;
  const offered: Offered[] = [];
  if (capabilities.screen)
    offered.push(
      { format: "cast", label: exportCast, keys: "alt+shift+e" },
      { format: "txt", label: exportText, keys: "alt+shift+x" },
    );
  if (capabilities.messages) offered.push({ format: "md", label: exportMarkdown, keys: "alt+shift+e" });
  return [...offered, { format: "jsonl", label: exportJsonl }];
}
