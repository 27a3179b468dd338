import type { AgentChoice } from "@dispatch/protocol/agent/events";

export const FIRST_MODE = "default";

const modes: readonly AgentChoice[] = [
  {
    id: FIRST_MODE,
    name: "Ask first",
    description: "Asks before it changes files or runs what may do harm.",
  },
  { id: "acceptEdits", name: "Edit freely", description: "Changes files of the workspace without asking." },
  {
    id: "plan",
    name: "Plan",
    description: "Looks and plans, and changes nothing until the plan is approved.",
  },
  { id: "dontAsk", name: "Never ask", description: "What is not allowed already is denied." },
];

const unbound: AgentChoice = {
  id: "bypassPermissions",
  name: "Do everything",
  description: "Runs everything without asking. Your rules still hold.",
};

/** Claude refuses to do everything as root. */
export const canDoEverything = (): boolean => process.getuid?.() !== 0;

export function modesHere(): AgentChoice[] {
  return canDoEverything() ? [...modes, unbound] : [...modes];
}
