import { expect, test } from "vitest";
import { ProviderKeyDraft } from "./provider-key-draft.svelte.ts";

const known = { provider: "opencode", baseUrl: "https://gate.example", variables: ["A"], updatedAt: "" };

test("what is left empty is not sent, and an address that is known stays", () => {
  expect(new ProviderKeyDraft(undefined).wish).toEqual({});
  expect(new ProviderKeyDraft(known).wish).toEqual({ baseUrl: "https://gate.example" });
});

test("variables are lines of NAME=value, and one that is not is named", () => {
  const draft = new ProviderKeyDraft(undefined);
  draft.key = " secret ";
  draft.variables = "ONE=a=b\n\n  TWO=\n";
  expect([draft.invalidLine, draft.wish]).toEqual([
    undefined,
    { key: "secret", variables: { ONE: "a=b", TWO: "" } },
  ]);
  draft.variables += "three four";
  expect(draft.invalidLine).toBe("three four");
});
