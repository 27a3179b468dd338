import type { DriverCommand, DriverItem } from "@dispatch/protocol/agent/driving";

export type Begin = Extract<DriverCommand, { type: "begin" }>;
export type Prompt = Extract<DriverCommand, { type: "prompt" }>;
export type Answer = Extract<DriverCommand, { type: "answer" }>;

/** What an adapter needs of its surroundings. */
export type AgentNeeds = {
  readonly begin: Begin;
  /** What the agent's programs are given: the person's environment and what the wish adds. */
  readonly env: Readonly<Record<string, string>>;
  /** Says something that happened, in order. */
  readonly emit: (item: DriverItem) => void;
  /** Resolves when what was said has room on its way out. What can wait before it says more does, so that nothing piles up. */
  readonly room: () => Promise<void>;
  /** For the runner's log; never a word of the conversation. */
  readonly complain: (text: string) => void;
};

/**
 * An agent that runs, whatever its maker: one adapter per way to speak to it. It tells what happens through `emit` alone; what
 * these methods return says only that the agent was told. An agent that cannot go on says `driver:failed` and is closed.
 */
export interface Agent {
  prompt(prompt: Prompt): Promise<void>;
  /** An answer to what is not asked any more changes nothing. */
  answer(answer: Answer): Promise<void>;
  /** Ends the turn and what it runs; the agent lives. */
  interrupt(): Promise<void>;
  setModel(model: string): Promise<void>;
  setMode(mode: string): Promise<void>;
  /** Ends the agent and everything it has started. */
  close(): Promise<void>;
}

/** Resolves when the agent has said `driver:ready`; rejects with an `AgentFailure` where it cannot be begun. */
export type Adapter = (needs: AgentNeeds) => Promise<Agent>;
