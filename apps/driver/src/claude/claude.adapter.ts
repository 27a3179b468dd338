import type { Adapter } from "../agent.ts";
import { ClaudeAgent } from "./claude-agent.ts";

export const claude: Adapter = async (needs) => {
  const agent = new ClaudeAgent(needs);
  try {
    await agent.begin();
    return agent;
  } catch (error) {
    await agent.close();
    throw error;
  }
};
