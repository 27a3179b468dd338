import type { ConnectionTest, Identity } from "@dispatch/protocol/identity";
import { oneLine } from "../output/table.ts";

/** All of one identity; the public key stands alone in its line, ready to be copied. */
export const identityText = (identity: Identity): string =>
  [
    `${identity.id}  ${oneLine(identity.name)}${identity.isDefault ? "  (default)" : ""}`,
    `${oneLine(identity.authorName)} <${oneLine(identity.authorEmail)}>`,
    identity.fingerprint,
    oneLine(identity.publicKey),
  ].join("\n");

/** What came of a test, and what to do where the host has a key that is not trusted. */
export function testText({ detail, host, hostKey, knownFingerprints = [], outcome }: ConnectionTest): string {
  const lines = [oneLine(detail)];
  if (hostKey)
    lines.push(
      `host key ${hostKey.fingerprint} (${oneLine(hostKey.type)})${hostKey.isNew ? ", new and trusted from now on" : ""}`,
    );
  if (outcome === "host-key-changed" && hostKey) {
    lines.push(...knownFingerprints.map((known) => `trusted  ${known}`));
    lines.push(`To trust the new one: dispatch identity trust ${host} ${hostKey.fingerprint}`);
  }
  return lines.join("\n");
}
