import type { AdapterName } from "@dispatch/protocol/agent/driving";
import type { Adapter } from "./agent.ts";

/** Loaded when it is needed: an agent of one kind does not pay for the libraries of the others. */
export const adapters: Readonly<Partial<Record<AdapterName, () => Promise<Adapter>>>> = {
  acp: async () => (await import("./acp/acp.ts")).acp,
  opencode: async () => (await import("./opencode/opencode.ts")).opencode,
  claude: async () => (await import("./claude/claude.adapter.ts")).claude,
};
