import type { ProviderKey } from "@dispatch/protocol/providers";
import type { ProviderKeyWish } from "#lib/api/agent-providers-api.ts";

const LINE = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/;

/** What somebody fills in to have an agent work with a key of their own. What is left empty stays as it is kept. */
export class ProviderKeyDraft {
  key = $state("");
  baseUrl = $state("");
  variables = $state("");
  /** The first line that is no `NAME=value`. */
  readonly invalidLine = $derived(lines(this.variables).find((line) => !LINE.test(line)));

  constructor(known: ProviderKey | undefined) {
    this.baseUrl = known?.baseUrl ?? "";
  }

  get wish(): ProviderKeyWish {
    const key = this.key.trim();
    const baseUrl = this.baseUrl.trim();
    const given = lines(this.variables).flatMap((line) => {
      const [, name, value] = LINE.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    });
    return {
      ...(key !== "" && { key }),
      ...(baseUrl !== "" && { baseUrl }),
      ...(given.length > 0 && { variables: Object.fromEntries(given) }),
    };
  }
}

const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
