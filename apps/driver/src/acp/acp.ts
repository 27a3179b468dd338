import type { Adapter, AgentNeeds } from "../agent.ts";
import { AgentProcess } from "../processes/agent-process.ts";
import { AcpAgent, type AcpProgram } from "./acp-agent.ts";

/** Any agent that speaks the Agent Client Protocol over its standard input and output. */
export const acp: Adapter = async (needs) =>
  AcpAgent.begin(needs, programOf(await AgentProcess.start(needs), needs));

function programOf(agent: AgentProcess, needs: AgentNeeds): AcpProgram {
  return {
    send: (line) => void agent.input.write(`${line}\n`),
    read: async (take) => {
      try {
        for await (const bytes of agent.output) {
          take(bytes as Buffer);
          await needs.room();
        }
      } catch {
        // Its output was closed while it was read: it has ended.
      }
      const how = await agent.ended;
      return agent.lastWords === "" ? how : `${how}: ${agent.lastWords}`;
    },
    now: () => agent.now(),
    endStartedSince: (ticks) => agent.endStartedSince(ticks),
    close: () => agent.close(),
  };
}
