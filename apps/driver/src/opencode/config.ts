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
    return isRecord(config) ? config : {};
  } catch {
    return {}; // the server itself would say so, and not start
  }
}
