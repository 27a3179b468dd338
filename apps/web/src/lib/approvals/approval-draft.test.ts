import { expect, test } from "vitest";
import type { NewAnswer } from "#lib/api/dispatch-api.ts";
import { ApprovalDraft } from "./approval-draft.svelte.ts";

function draft() {
  const sent: NewAnswer[] = [];
  const approvals = {
    answer: (_: string, answer: NewAnswer) => {
      sent.push(answer);
      return Promise.resolve({} as never);
    },
  };
  return { sent, draft: new ApprovalDraft(approvals, "apr_1") };
}

const question = (question: string, multiSelect = false) => ({ question, options: [], multiSelect });

test("a denial says why where somebody wrote it", async () => {
  const { sent, draft: it } = draft();
  await it.deny();
  it.message = "  Keep it. ";
  await it.deny();
  expect(sent).toEqual([{ decision: "deny" }, { decision: "deny", message: "Keep it." }]);
});

test("one option or own words, several options and own words besides", async () => {
  const { sent, draft: it } = draft();
  const [one, many] = [question("One?"), question("Many?", true)];
  it.choose(one, "A");
  it.choose(one, "B");
  expect(it.isAnswered([one, many])).toBe(false);
  it.choose(many, "X");
  it.choose(many, "Y");
  it.choose(many, "X");
  it.say(many, "and Z");
  await it.sendAnswers([one, many]);
  it.say(one, "Neither");
  await it.sendAnswers([one]);
  expect(sent).toEqual([
    { decision: "allow", answers: { "One?": "B", "Many?": ["Y", "and Z"] } },
    { decision: "allow", answers: { "One?": "Neither" } },
  ]);
});

test("input that is no JSON object is not sent", async () => {
  const { sent, draft: it } = draft();
  it.input = "[1]";
  await it.allowChanged();
  expect([sent.length, it.problem]).toEqual([0, "This is not a JSON object."]);
  it.input = '{"command":"ls"}';
  await it.allowChanged();
  expect(sent).toEqual([{ decision: "allow", input: { command: "ls" } }]);
});
