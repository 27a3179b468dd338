import { join } from "node:path";
import { openCodeEnvironment } from "@dispatch/testkit/model/agent-environments";
import type { Place } from "../testing/agent-bench.ts";
import { agentContract } from "../testing/agent-contract.ts";
import { installedAgent } from "../testing/installed-agents.ts";

const PROGRAM = `node_modules/opencode-${process.platform}-${process.arch}/bin/opencode`;
const folder = installedAgent("opencode", PROGRAM);

const begin = (place: Place) => ({
  adapter: "opencode" as const,
  command: [join(folder ?? "", PROGRAM)],
  env: openCodeEnvironment(place.model, place.home),
});

agentContract("OpenCode", { begin: folder ? begin : undefined });
