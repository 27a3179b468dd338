import type { AuditEntry } from "@dispatch/protocol/audit";
import { expect, test } from "vitest";
import { auditSentence } from "./audit-sentence.ts";

const names: Record<string, string> = { usr_bea: "Bea", ses_1: "Deploy" };
const say = (act: string, more: Partial<AuditEntry> = {}) =>
  auditSentence(
    { act, outcome: "done", actor: { kind: "person", id: "usr_ada", name: "Ada" }, ...more } as AuditEntry,
    (id) => names[id],
  );

test("what was done is said in a sentence, with the names that are known", () => {
  expect([
    say("login.start"),
    say("session.stop", { object: "ses_1" }),
    say("session.stop", { object: "ses_2" }),
    say("session.create", { object: "ses_1", details: { kind: "terminal" } }),
    say("people.change", { object: "usr_bea", details: { role: "admin" } }),
    say("people.change", { object: "usr_bea", details: { disabled: true } }),
    say("people.reset-password", { object: "usr_gone" }),
    say("share.create", { object: "ses_1", details: { with: "usr_bea", access: "write" } }),
    say("share.create", { details: { with: "link", access: "view" } }),
    say("key.change", { details: { isDisabled: true } }),
    say("key.change"),
    say("data.cleanup", { details: { sessions: 2, bytes: 10, everyone: false } }),
    say("settings.change", { details: { registration: "open", retentionDays: "30", newer: "x" } }),
  ]).toEqual([
    "Ada signed in",
    "Ada stopped the session “Deploy”",
    "Ada stopped the session",
    "Ada started a terminal",
    "Ada made Bea an administrator",
    "Ada switched off the account of Bea",
    "Ada made a password reset link for somebody",
    "Ada shared “Deploy” with Bea, for typing too",
    "Ada shared a session by a link, for looking on",
    "Ada disabled an API key",
    "Ada changed an API key",
    "Ada removed 2 ended sessions in a clean-up",
    "Ada changed the server’s settings: New accounts (open), Ended sessions are kept for (30), newer (x)",
  ]);
});

test("a refusal says what was tried and why it was refused", () => {
  expect([
    say("login.start", { outcome: "invalid-credentials", actor: { kind: "nobody" }, object: "usr_bea" }),
    say("session.delete", { outcome: "forbidden", object: "ses_1" }),
    say("people.change", { outcome: "something-new", object: "usr_bea" }),
  ]).toEqual([
    "Somebody unknown tried to sign in as Bea: e-mail or password is wrong",
    "Ada tried to delete the session “Deploy”: your role or key does not allow this",
    "Ada tried to change the account of Bea: something-new",
  ]);
});

test("keys, guests and the machine are told apart from people", () => {
  const by = (kind: AuditEntry["actor"]["kind"]) => say("audit.export", { actor: { kind, name: "Ada" } });
  expect([by("key"), by("guest"), by("machine")]).toEqual([
    "Ada (with an API key) exported the audit log",
    "Ada (by a link) exported the audit log",
    "Whoever is at the machine exported the audit log",
  ]);
});

test("an act that this page does not know is named as the server names it", () => {
  expect([say("moon.land"), say("moon.land", { outcome: "forbidden" })]).toEqual([
    "Ada did moon.land",
    "Ada tried to do moon.land: your role or key does not allow this",
  ]);
});
