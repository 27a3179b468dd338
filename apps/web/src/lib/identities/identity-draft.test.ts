import { expect, test } from "vitest";
import { IdentityDraft } from "./identity-draft.svelte.ts";

test("a new identity begins with who somebody is here, and sends a key only when one was brought", () => {
  const draft = new IdentityDraft(undefined, { name: "Ada", email: "ada@example.org" });
  draft.name = " Work ";
  draft.privateKey = "a key that was pasted";
  draft.passphrase = "typed";
  const author = { name: "Work", authorName: "Ada", authorEmail: "ada@example.org" };
  expect(draft.body).toEqual(author);
  draft.way = "brought";
  expect(draft.body).toEqual({ ...author, privateKey: "a key that was pasted" });
  draft.asksPassphrase = true;
  expect(draft.body).toEqual({ ...author, privateKey: "a key that was pasted", passphrase: "typed" });
});
