import { join } from "node:path";
import { claudeEnvironment } from "@dispatch/testkit/model/agent-environments";
import type { Place } from "../testing/agent-bench.ts";
import { agentContract } from "../testing/agent-contract.ts";
import { installedAgent } from "../testing/installed-agents.ts";

const ADAPTER = "node_modules/@agentclientprotocol/claude-agent-acp/dist/index.js";
const BINARY = `node_modules/@anthropic-ai/claude-agent-sdk-${process.platform}-${process.arch}/claude`;
const adapter = installedAgent("claude-acp", ADAPTER);
const claude = installedAgent("claude", BINARY);

const begin = (place: Place) => ({
  adapter: "acp" as const,
  command: [process.execPath, join(adapter ?? "", ADAPTER)],
  env: {
    ...claudeEnvironment(place.model, place.home),
    CLAUDE_CODE_EXECUTABLE: join(claude ?? "", BINARY),
  },
});

agentContract("Claude over ACP", {
  begin: adapter && claude ? begin : undefined,
  without: { retries: "what it tries again it does not tell" },
});
