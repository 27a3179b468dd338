import { AgentFailure } from "../agent-failure.ts";
import { isRecord } from "../tool-shape.ts";

/** People are asked before something is changed, run or fetched. What their own configuration says of it comes first. */
const asking = { edit: "ask", bash: "ask", webfetch: "ask" };

/** The configuration that the server gets over its files: what was given, with asking. */
export function configOf(given: string | undefined): string {
  const config = parsed(given);
  const { permission } = config;
  const own = typeof permission === "string" ? { "*": permission } : isRecord(permission) ? permission : {};
  return JSON.stringify({
    autoupdate: false,
    share: "disabled",
    ...config,
    permission: { ...asking, ...own },
  });
}

function parsed(text: string | undefined): Record<string, unknown> {
  try {
    const config: unknown = JSON.parse(text ?? "{}");
    if (isRecord(config)) return config;
  } catch {
    // What it holds may be secret, and so may what the parser says of it.
  }
  throw new AgentFailure({
    code: "agent-failed",
    detail: "OPENCODE_CONFIG_CONTENT is not a JSON object: correct it where it is set, or leave it out.",
  });
}
