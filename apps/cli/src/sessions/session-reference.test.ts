import type { Session } from "@dispatch/protocol/session";
import { expect, test } from "vitest";
import { findSession, isWholeId } from "./session-reference.ts";

const session = (id: string, title: string, status = "running") =>
  ({ id, title, status }) as unknown as Session;
const sessions = [
  session("ses_aaaa1111111111111111", "build"),
  session("ses_aaaa2222222222222222", "deploy"),
  session("ses_bbbb1111111111111111", "deploy", "ended"),
  session("ses_cccc1111111111111111", "old", "ended"),
  session("ses_dddd1111111111111111", "old", "ended"),
];
const found = (reference: string) => findSession(sessions, reference).id;

test("a session is found by id, by a beginning of it with or without the prefix, and by title", () => {
  expect([found("ses_bbbb1111111111111111"), found("ses_b"), found("aaaa2"), found("build")]).toEqual([
    "ses_bbbb1111111111111111",
    "ses_bbbb1111111111111111",
    "ses_aaaa2222222222222222",
    "ses_aaaa1111111111111111",
  ]);
});

test("of several with one title the live one is meant, if there is just one", () => {
  expect(found("deploy")).toBe("ses_aaaa2222222222222222");
  expect(() => found("old")).toThrow('"old" could be ses_cccc1111111111111111, ses_dddd1111111111111111');
});

test("what fits several is refused as usage, what fits none is not found", () => {
  expect(() => found("aaaa")).toThrow(expect.objectContaining({ exitCode: 2 }));
  expect(() => found("zzzz")).toThrow(expect.objectContaining({ exitCode: 4 }));
  expect(() => found("")).toThrow(expect.objectContaining({ exitCode: 4 }));
});

test("only a whole id is asked for directly", () => {
  expect([isWholeId("ses_aaaa1111111111111111"), isWholeId("ses_aaaa"), isWholeId("build")]).toEqual([
    true,
    false,
    false,
  ]);
});
