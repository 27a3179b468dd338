import type { Command } from "commander";

export type AgentOptions = {
  readonly provider?: string;
  readonly model?: string;
  readonly mode?: string;
  readonly title?: string;
  readonly workspace?: string;
  readonly repo?: string;
};

/** What may be chosen of an agent that begins. */
export const agentOptions = (command: Command) =>
  command
    .option("--provider <provider>", "which agent; without it the installation's default one")
    .option("--model <model>", "which model of it")
    .option("--mode <mode>", "how it works, in the agent's own words: plan, for example")
    .option("--title <title>", "what to call the session")
    .option("--workspace <workspace>", "workspace to work in, by name or id; without it your default one")
    .option("--repo <repository>", "make a worktree of this repository first, and work in it");
