import type { Config } from "../../config/config.ts";

/** What every answer carries, of whatever kind; pages and files say more about themselves in its place. */
export function answerHeaders({ publicUrl }: Pick<Config, "publicUrl">): Readonly<Record<string, string>> {
  return {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    // A terminal needs the clipboard and the whole screen, and nothing else that a browser could be asked for.
    "permissions-policy":
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=()",
    "cache-control": "no-store",
    ...(publicUrl?.protocol === "https:" ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}
