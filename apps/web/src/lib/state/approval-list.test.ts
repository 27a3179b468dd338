import type { Approval } from "@dispatch/protocol/agent/approval";
import { RequestProblem } from "@dispatch/client/problem";
import { expect, test } from "vitest";
import { ApprovalList } from "./approval-list.svelte.ts";

const approval = (id: string, state = "open") =>
  ({ id, state, rank: 1, sessionId: "ses_1", createdAt: id }) as unknown as Approval;

function setUp(answers: Partial<{ open: () => Promise<Approval[]>; answer: () => Promise<Approval> }> = {}) {
  const listeners = new Map<string, (value: never) => void>();
  const live = {
    state: "online",
    on: (name: string, listener: (value: never) => void) => {
      listeners.set(name, listener);
      return () => undefined;
    },
  };
  const list = new ApprovalList({
    api: {
      openApprovals: answers.open ?? (() => Promise.resolve([approval("a"), approval("b")])),
      approval: (id: string) => Promise.resolve(approval(id, "answered")),
      answer: answers.answer ?? (() => Promise.resolve(approval("a", "answered"))),
    },
    connection: { live } as never,
    hasList: true,
  });
  const tell = (name: string, value: unknown) => listeners.get(name)?.(value as never);
  return { list, tell };
}

test("news while the list is read stays, and what was answered is known but waits no more", async () => {
  const { promise, resolve } = Promise.withResolvers<Approval[]>();
  const { list, tell } = setUp({ open: () => promise });
  const loading = list.load();
  tell("approval", approval("b", "answered"));
  tell("approval", approval("c"));
  resolve([approval("a"), approval("b")]);
  await loading;
  expect([list.open.map(({ id }) => id), list.byId("b")?.state, list.count]).toEqual([
    ["a", "c"],
    "answered",
    2,
  ]);
});

test("who answers too late is shown what the first one said", async () => {
  const problem = { type: "", title: "", status: 409, code: "approval-answered", detail: "It was." };
  const { list } = setUp({ answer: () => Promise.reject(new RequestProblem(problem as never)) });
  await list.load();
  expect((await list.answer("a", { decision: "allow" })).state).toBe("answered");
  expect(list.open.map(({ id }) => id)).toEqual(["b"]);
});
