import { join } from "node:path";
import { claudeEnvironment } from "@dispatch/testkit/model/agent-environments";
import type { Place } from "../testing/agent-bench.ts";
import { agentContract } from "../testing/agent-contract.ts";
import { installedAgent } from "../testing/installed-agents.ts";

const SDK = "node_modules/@anthropic-ai/claude-agent-sdk";
const folder = installedAgent("claude", join(SDK, "sdk.mjs"));

const begin = (installed: string) => (place: Place) => ({
  adapter: "claude" as const,
  folder: installed,
  command: [join(installed, `${SDK}-${process.platform}-${process.arch}`, "claude")],
  env: claudeEnvironment(place.model, place.home),
});

agentContract("Claude", { begin: folder === undefined ? undefined : begin(folder) });
