import type { Provider } from "@dispatch/protocol/providers";
import type { Tone } from "#lib/sessions/session-words.ts";

/** What an agent lacks before it can work for this person, the first thing first. */
export type Standing =
  | "ready"
  | "installing"
  | "not-installed"
  /** It is not brought by Dispatch, or lacks something that only its own sentence tells. */
  | "elsewhere"
  | "signed-out"
  | "failing"
  | "probing";

export function standingOf({
  installed,
  missing,
  signedIn,
  capabilities,
  health,
  install,
}: Provider): Standing {
  if (install?.state === "running") return "installing";
  if (!installed) return capabilities.install ? "not-installed" : "elsewhere";
  if (missing !== undefined) return signedIn === false ? "signed-out" : "elsewhere";
  return health.state === "ok" ? "ready" : health.state;
}

export const toneOf: Record<Standing, Tone> = {
  ready: "good",
  installing: "busy",
  "not-installed": "quiet",
  elsewhere: "quiet",
  "signed-out": "warn",
  failing: "bad",
  probing: "busy",
};

/** How much of it has arrived, where that is known. */
export function installedPercent({ install }: Provider): number | undefined {
  if (install?.bytes === undefined || !install.totalBytes) return undefined;
  return Math.min(99, Math.floor((install.bytes / install.totalBytes) * 100));
}
