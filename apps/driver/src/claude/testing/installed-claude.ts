import { join } from "node:path";
import { claudeEnvironment } from "@dispatch/testkit/model/agent-environments";
import type { Begin } from "../../testing/agent-bench.ts";
import { installedAgent } from "../../testing/installed-agents.ts";

const SDK = "node_modules/@anthropic-ai/claude-agent-sdk";

const folder = installedAgent("claude", join(SDK, "sdk.mjs"));

/** The real one, with a scripted model; nothing where it is not installed. */
export const beginClaude: Begin | undefined =
  folder === undefined
    ? undefined
    : ({ model, home }) => ({
        adapter: "claude",
        folder,
        command: [join(folder, `${SDK}-${process.platform}-${process.arch}`, "claude")],
        env: claudeEnvironment(model, home),
      });
