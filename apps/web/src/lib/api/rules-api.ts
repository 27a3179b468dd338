import type { Client } from "@dispatch/client";
import type { ToolKind } from "@dispatch/protocol/agent/tools";
import type { ApprovalRule, RuleEffect, RuleLevel, Verdict } from "@dispatch/protocol/approval-rules";
import { read } from "./read.ts";

export type RuleWish = {
  readonly level: RuleLevel;
  readonly workspaceId?: string;
  readonly sessionId?: string;
  readonly effect: RuleEffect;
  readonly tool: string;
  readonly pattern?: string;
  readonly note?: string;
};
export type RuleChange = {
  readonly effect?: RuleEffect;
  readonly pattern?: string | null;
  readonly note?: string | null;
};
type TrialWish = {
  readonly tool: string;
  readonly kind?: ToolKind;
  readonly input: Record<string, unknown>;
  readonly sessionId?: string;
};

/** What is said in advance about uses of tools. */
export class RulesApi {
  readonly #client: Client;
  constructor(client: Client) {
    this.#client = client;
  }

  list = async () =>
    read<{ items: readonly ApprovalRule[] }>(await this.#client.GET("/api/approval-rules")).items;
  create = async (body: RuleWish) =>
    read<ApprovalRule>(await this.#client.POST("/api/approval-rules", { body }));
  change = async (id: string, body: RuleChange) =>
    read<ApprovalRule>(
      await this.#client.PATCH("/api/approval-rules/{id}", { params: { path: { id } }, body }),
    );
  delete = async (id: string) =>
    read<void>(await this.#client.DELETE("/api/approval-rules/{id}", { params: { path: { id } } }));
  /** What the rules would say of a use of a tool; nothing happens. */
  test = async (body: TrialWish) =>
    read<Verdict>(await this.#client.POST("/api/approval-rules/test", { body }));
}
