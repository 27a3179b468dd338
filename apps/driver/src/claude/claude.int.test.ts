import { agentContract } from "../testing/agent-contract.ts";
import { beginClaude } from "./testing/installed-claude.ts";

agentContract("Claude", { begin: beginClaude });
