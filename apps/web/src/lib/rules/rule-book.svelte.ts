import { type ApprovalRule, RuleLevel } from "@dispatch/protocol/approval-rules";
import { failureOf, type Failure } from "#lib/api/failure.ts";
import type { RuleChange, RulesApi, RuleWish } from "#lib/api/rules-api.ts";

/** The strictest stands first, since it is the one that decides. */
const STRICTEST_FIRST = ["deny", "ask", "allow"] as const;

/** The server's rules and one's own. */
export class RuleBook {
  readonly #api: Pick<RulesApi, "list" | "create" | "change" | "delete">;
  items = $state.raw<readonly ApprovalRule[]>();
  failure = $state.raw<Failure>();
  readonly levels = $derived(
    RuleLevel.options
      .map((level) => ({ level, rules: sorted((this.items ?? []).filter((rule) => rule.level === level)) }))
      .filter(({ rules }) => rules.length > 0),
  );

  constructor(api: Pick<RulesApi, "list" | "create" | "change" | "delete">) {
    this.#api = api;
  }

  load = async () => {
    try {
      this.items = await this.#api.list();
      this.failure = undefined;
    } catch (error) {
      this.failure = failureOf(error);
    }
  };

  create = async (wish: RuleWish) => {
    const made = await this.#api.create(wish);
    this.items = [...(this.items ?? []), made];
  };

  change = async (id: string, change: RuleChange) => {
    const changed = await this.#api.change(id, change);
    this.items = this.items?.map((rule) => (rule.id === id ? changed : rule));
  };

  delete = async (id: string) => {
    await this.#api.delete(id);
    this.items = this.items?.filter((rule) => rule.id !== id);
  };
}

const sorted = (rules: readonly ApprovalRule[]) =>
  rules.toSorted((a, b) => STRICTEST_FIRST.indexOf(a.effect) - STRICTEST_FIRST.indexOf(b.effect));
