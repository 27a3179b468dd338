import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AuditAnchor } from "../domain/audit/audit.ts";

/** The audit log's head, in a file beside the keys: whoever cuts the log in the database does not reach it there. */
export function auditAnchor(home: string): AuditAnchor {
  const path = join(home, "keys", "audit.head");
  return {
    read() {
      let text: string;
      try {
        text = readFileSync(path, "utf8");
      } catch {
        return undefined;
      }
      const [number, hash] = text.trim().split(" ");
      return Number(number) > 0 && hash ? { number: Number(number), hash } : undefined;
    },
    write({ number, hash }) {
      // The log itself is what counts: a full disk must not undo an act that was done and recorded.
      try {
        writeFileSync(`${path}.new`, `${number} ${hash}\n`, { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch {
        return;
      }
    },
  };
}
