import type { AgentFault } from "@dispatch/protocol/agent/driving";

/** The agent cannot be begun, or cannot go on. */
export class AgentFailure extends Error {
  override readonly name = "AgentFailure";
  readonly fault: AgentFault;
  constructor(fault: AgentFault) {
    super(fault.detail);
    this.fault = fault;
  }
}
