import type { Adapter, AgentNeeds } from "../agent.ts";
import type { AgentProcess } from "../agent-process.ts";
import { endOf, startAgent } from "../start-agent.ts";
import { AcpAgent, type AcpProgram } from "./acp-agent.ts";

/** So long an agent that is told to end may take to keep what it has to keep. */
const END_GRACE_MS = 1_500;

/** Any agent that speaks the Agent Client Protocol over its standard input and output. */
export const acp: Adapter = async (needs) => AcpAgent.begin(needs, programOf(await startAgent(needs), needs));

export function programOf(agent: AgentProcess, needs: AgentNeeds): AcpProgram {
  const read = async (take: (bytes: Buffer) => void) => {
    try {
      for await (const bytes of agent.child.stdout) {
        take(bytes as Buffer);
        await needs.room();
      }
    } catch {
      // Its output was closed while it was read: it has ended.
    }
  };
  return {
    send: (line) => void agent.child.stdin.write(`${line}\n`),
    read: async (take) => {
      const [how] = await Promise.all([endOf(agent, needs), read(take)]);
      return how;
    },
    now: () => agent.now(),
    endStartedSince: (ticks) => agent.endStartedSince(ticks),
    close: () => agent.end({ graceMs: END_GRACE_MS }),
  };
}
