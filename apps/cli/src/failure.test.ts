import { expect, test } from "vitest";
import { exitCodeOfStatus, failureJson, failureLine, failureOfProblem, usageFailure } from "./failure.ts";

const body = {
  type: "urn:x",
  title: "Not valid",
  status: 400,
  code: "invalid-request",
  detail: "Not valid",
  errors: [{ path: "cols", message: "must be at least 2" }],
  requestId: "r1",
};

test("each kind of refusal has its exit code", () => {
  const codes = [400, 401, 403, 404, 409, 413, 422, 429, 500, 503].map(exitCodeOfStatus);
  expect(codes).toEqual([2, 3, 5, 4, 5, 5, 5, 5, 1, 1]);
});

test("a failure is one line: what happened, and what to do", () => {
  expect(failureLine(usageFailure("It is\nbroken.", "Mend it."))).toBe("dispatch: It is broken. Mend it.");
  expect(
    failureLine(
      failureOfProblem({
        ...body,
        status: 404,
        code: "session-not-found",
        detail: "No such session",
        errors: undefined,
      }),
    ),
  ).toBe("dispatch: No such session. `dispatch ls` shows your sessions.");
});

test("fields that are wrong are named", () => {
  expect(failureLine(failureOfProblem(body))).toContain("Not valid: cols must be at least 2.");
});

test("as JSON a problem stays as the server gave it, and other failures take its shape", () => {
  expect(failureJson(failureOfProblem(body))).toEqual(body);
  expect(failureJson(usageFailure("what", "advice"))).toEqual({
    type: "urn:dispatch:problem:usage",
    title: "what",
    status: 0,
    code: "usage",
    detail: "what",
  });
});
