import { createContext } from "svelte";
import type { AgentFiles } from "./agent-files.ts";
import type { ApprovalList } from "#lib/state/approval-list.svelte.ts";

/** What the items of a conversation know of the session they are in. */
export type AgentView = {
  readonly approvals: Pick<ApprovalList, "byId" | "ensure" | "answer" | "draftOf">;
  /** The one that keys answer. */
  readonly activeApproval: string | undefined;
  readonly folder: string | undefined;
  /** The files of the workspace, of one's own sessions. */
  readonly files: AgentFiles | undefined;
  readonly myId: string | undefined;
  readonly isMine: boolean;
  readonly maySay: boolean;
  readonly isBusy: boolean;
  readonly hasEnded: boolean;
  readonly nameOf: (what: "model" | "mode", id: string) => string;
};

export const [getAgentView, setAgentView] = createContext<AgentView>();
