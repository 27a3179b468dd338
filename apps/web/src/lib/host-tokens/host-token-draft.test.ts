import { expect, test } from "vitest";
import { HostTokenDraft } from "./host-token-draft.svelte.ts";

test("a host that everybody knows says its kind; another one may have its API elsewhere", () => {
  const draft = new HostTokenDraft(undefined);
  expect([draft.facts, draft.asksApiUrl]).toEqual([{ host: "github.com", kind: "github" }, false]);
  draft.host = " GitLab.com";
  expect(draft.kind).toBe("gitlab");
  draft.host = "git.example.com";
  expect(draft.asksApiUrl).toBe(true);
  draft.apiUrl = "https://api.example.com/v4 ";
  expect(draft.facts).toEqual({
    host: "git.example.com",
    kind: "gitlab",
    apiUrl: "https://api.example.com/v4",
  });
  draft.kind = "other";
  draft.user = "ada";
  expect(draft.facts).toEqual({ host: "git.example.com", kind: "other", user: "ada" });
});

test("a known one keeps its API address, unless its kind changes", () => {
  const known = {
    id: "htk_1",
    host: "github.com",
    kind: "github",
    apiUrl: "https://proxy.example.com",
    user: "x-access-token",
    createdAt: "2026-01-01T00:00:00Z",
  };
  const draft = new HostTokenDraft(known as never);
  expect(draft.facts).toEqual({ host: "github.com", kind: "github", apiUrl: known.apiUrl });
  draft.kind = "gitlab";
  expect(draft.facts).toEqual({ host: "github.com", kind: "gitlab" });
});
