import { scriptedAgent } from "@dispatch/testkit/agent-server";

/** For `config.json`: the one agent there is does what its task says, step by step. */
export const withScriptedAgent = (home: string) => ({
  agentProvider: "scripted",
  agents: [scriptedAgent(home)],
});

/** A task of several steps: see `AcpScript` in packages/testkit. */
export const steps = (...each: readonly string[]) => each.join(" ;; ");
