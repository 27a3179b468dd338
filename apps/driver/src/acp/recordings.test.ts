import { join } from "node:path";
import { replayTests } from "../testing/replay-tests.ts";
import { AcpAgent } from "./acp-agent.ts";
import { recordedProgram } from "./testing/recorded-program.ts";

replayTests("agents over ACP", {
  folder: join(import.meta.dirname, "recordings"),
  connect: (needs, wire) => AcpAgent.begin(needs, recordedProgram(wire)),
  // Without a model there is nothing to use.
  tellsUsage: (name) => !name.startsWith("scripted-"),
  noise: [
    "warming up",
    '{"jsonrpc":"2.0","me',
    { jsonrpc: "2.0", method: "news", params: {} },
    { jsonrpc: "2.0", id: "nobody-asked", result: {} },
    { jsonrpc: "2.0", method: "session/update", params: { update: { sessionUpdate: "weather" } } },
  ],
});
