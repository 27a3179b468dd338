import type { Client } from "@dispatch/client";
import type { Provider } from "@dispatch/protocol/providers";
import type { Finding } from "./examine.ts";

/** Which agents are there. None has to be: terminals work without. */
export async function* checkAgents(client: Client): AsyncGenerator<Finding> {
  const { data } = await client.GET("/api/providers");
  // Who is not signed in was told so by the check before.
  if (data) yield agentsFinding(data.items);
}

export function agentsFinding(providers: readonly Provider[]): Finding {
  const name = "Agents";
  const found = providers.filter(({ installed }) => installed);
  const names = found.map((one) => [one.name, one.version].filter(Boolean).join(" "));
  const text = names.length === 0 ? "none is installed" : names.join(", ");
  const missing = [...found, ...providers.filter(({ isDefault }) => isDefault)].flatMap(
    (one) => one.missing ?? [],
  );
  if (missing.length === 0) return { name, state: "ok", found: text };
  return { name, state: "warn", found: text, fix: [...new Set(missing)].join(" ") };
}
