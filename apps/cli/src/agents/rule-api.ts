import type { Client } from "@dispatch/client";
import type { NewApprovalRule } from "@dispatch/protocol/approval-rules";
import { resolveSession } from "../sessions/session-api.ts";
import { resolveWorkspace } from "../workspaces/workspace-api.ts";
import type { RuleOptions } from "./rule-text.ts";

/** What is asked of the server, with sessions and workspaces by their ids. */
export async function ruleWish(
  client: Client,
  rule: Pick<NewApprovalRule, "effect" | "tool" | "pattern">,
  { session, workspace, everybody, note }: RuleOptions,
): Promise<NewApprovalRule> {
  const said = { ...rule, ...(note !== undefined && { note }) };
  if (session !== undefined)
    return { ...said, level: "session", sessionId: (await resolveSession(client, session)).id };
  if (workspace !== undefined)
    return { ...said, level: "workspace", workspaceId: (await resolveWorkspace(client, workspace)).id };
  return { ...said, level: everybody ? "server" : "user" };
}
