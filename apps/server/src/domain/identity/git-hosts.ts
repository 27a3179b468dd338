import type { KeyObject } from "node:crypto";
import type { UserId } from "@dispatch/protocol/ids";
import type { GitHost } from "./git-host.ts";

/** A host's public key, as a known-hosts file has it: kind and bytes in text. */
export type HostKeyText = string;

/** What was seen of a host that was knocked at. */
export type Knock = {
  readonly outcome:
    "welcomed" | "key-refused" | "host-unknown" | "unreachable" | "host-key-refused" | "not-understood";
  /** The key it showed, unless it did not come to that. */
  readonly hostKey?: { readonly type: string; readonly fingerprint: string };
  /** The keys that were taken for its own, of a host without known ones. */
  readonly learned: readonly HostKeyText[];
  /** Lines that the host sent to who was let in. */
  readonly said: readonly string[];
  /** What ssh gave as the reason. */
  readonly reason: string;
};

/** Who can knock at git hosts. */
export interface GitHosts {
  /** With no key nobody is let in, but the host shows its own. */
  knock(ask: { host: GitHost; key?: KeyObject; known: readonly HostKeyText[] }): Promise<Knock>;
}

/** The host keys that each person trusts. */
export interface KnownHosts {
  of(userId: UserId, host: GitHost): Promise<HostKeyText[]>;
  /** In place of those that were known. */
  put(userId: UserId, host: GitHost, keys: readonly HostKeyText[]): Promise<void>;
}
