import type { ShareAccess } from "@dispatch/protocol/sharing";
import type { ShareWish } from "#lib/api/dispatch-api.ts";

const HOUR_MS = 3_600_000;

/** What the form of the share dialog holds. */
export type ShareDraft = {
  readonly way: "person" | "link";
  readonly email: string;
  readonly label: string;
  readonly access: ShareAccess;
  /** 0 is without end, which only people can be given. */
  readonly hours: number;
};

export function shareWish({ way, email, label, access, hours }: ShareDraft, now: number): ShareWish {
  if (way === "link") return { with: "link", label: label.trim(), access, expiresInHours: hours };
  const end = hours === 0 ? {} : { expiresAt: new Date(now + hours * HOUR_MS).toISOString() };
  return { with: "person", email: email.trim(), access, ...end };
}
