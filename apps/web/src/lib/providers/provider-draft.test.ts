import { expect, test } from "vitest";
import { ProviderDraft } from "./provider-draft.svelte.ts";

test("a new provider's id follows its name until somebody writes one", () => {
  const draft = new ProviderDraft();
  draft.name = "Söhne & Co. (Zürich)";
  expect(draft.id).toBe("sohne-co-zurich");
  draft.id = "work";
  draft.name = "Something else";
  expect(draft.id).toBe("work");
});

test("what is left empty is not sent, so that a secret stays as it is", () => {
  const known = {
    id: "company",
    kind: "oidc" as const,
    name: "Company",
    issuer: "https://id.example.com",
    clientId: "dispatch",
    hasSecret: true,
    enabled: false,
    callbackUrl: "",
  };
  const draft = new ProviderDraft(known);
  const { id: _id, hasSecret: _secret, callbackUrl: _url, ...sent } = known;
  expect(draft.body).toEqual(sent);
  draft.issuer = " ";
  draft.clientSecret = " kept as typed ";
  expect(draft.body).toEqual({
    kind: "oidc",
    name: "Company",
    clientId: "dispatch",
    enabled: false,
    clientSecret: " kept as typed ",
  });
});
