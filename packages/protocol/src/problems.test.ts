import { expect, test } from "vitest";
import { Problem, type ProblemCode, problemBody, problems } from "./problems.ts";

test("a problem's body has its status, code, detail and data", () => {
  const problem = new Problem(
    "session-refused",
    { sessionId: "ses_1", sessionStatus: "ended", input: "stop" },
    "It has ended.",
  );
  expect(problemBody(problem, "request-1")).toEqual({
    type: "urn:dispatch:problem:session-refused",
    title: "The session cannot do this now",
    status: 409,
    code: "session-refused",
    detail: "It has ended.",
    sessionId: "ses_1",
    sessionStatus: "ended",
    input: "stop",
    requestId: "request-1",
  });
});

test("no problem's data hides the fields that every problem has", () => {
  const own = ["type", "title", "status", "code", "detail", "requestId"];
  for (const code of Object.keys(problems) as ProblemCode[]) {
    expect(
      Object.keys(problems[code].data.shape).filter((name) => own.includes(name)),
      code,
    ).toEqual([]);
  }
});
