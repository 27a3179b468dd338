import { join } from "node:path";
import { geminiEnvironment } from "@dispatch/testkit/model/agent-environments";
import type { Place } from "../testing/agent-bench.ts";
import { agentContract } from "../testing/agent-contract.ts";
import { installedAgent } from "../testing/installed-agents.ts";

const PROGRAM = "node_modules/@google/gemini-cli/bundle/gemini.js";
const folder = installedAgent("gemini", PROGRAM);

const begin = (place: Place) => ({
  adapter: "acp" as const,
  command: [process.execPath, join(folder ?? "", PROGRAM), "--acp"],
  env: geminiEnvironment(place.model, place.home),
});

agentContract("Gemini", { begin: folder ? begin : undefined });
