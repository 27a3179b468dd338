import { expect, test } from "vitest";
import { dataOf, problemFromResponse, problemOf, RequestProblem } from "./problem.ts";

const body = {
  type: "urn:x",
  title: "No such session",
  status: 404,
  code: "session-not-found",
  detail: "No such session",
};

test("a problem is found in a caught error, in its cause, and in a plain body", () => {
  const problem = new RequestProblem(body);
  expect([problemOf(problem), problemOf(new Error("outer", { cause: problem })), problemOf(body)]).toEqual([
    body,
    body,
    body,
  ]);
  expect([problemOf(new Error("other")), problemOf(undefined), problemOf({ code: 1 })]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("the data of a refused answer is its problem, thrown", () => {
  expect(dataOf({ data: { id: "ses_1" }, response: new Response("{}") })).toEqual({ id: "ses_1" });
  expect(() => dataOf({ error: body, response: new Response(null, { status: 404 }) })).toThrow(
    new RequestProblem(body),
  );
});

test("an error page of something in between becomes a problem as well", async () => {
  const problem = await problemFromResponse(
    new Response("<h1>Bad gateway</h1>", { status: 502, statusText: "Bad Gateway" }),
  );
  expect([problem.code, problem.status, problem.message]).toEqual([
    "unreadable-answer",
    502,
    "The address answered with HTTP 502 but not as Dispatch does.",
  ]);
});
