import { problemOf } from "@dispatch/client/problem";
import { Failure } from "../failure.ts";

type Result = { content: { type: "text"; text: string }[]; isError?: true };

/** What a tool answers with: a value as JSON, and a refusal as one, with its code and what to do. */
export async function answer(act: () => Promise<unknown>): Promise<Result> {
  try {
    return said(await act());
  } catch (error) {
    const problem = problemOf(error);
    if (problem)
      return {
        ...said({ code: problem.code, status: problem.status, detail: problem.detail }),
        isError: true,
      };
    if (error instanceof Failure)
      return { ...said({ code: error.code, detail: `${error.message}. ${error.advice}.` }), isError: true };
    const detail = error instanceof Error ? error.message : String(error);
    return { ...said({ code: "failed", detail }), isError: true };
  }
}

const said = (value: unknown): Result => ({
  content: [{ type: "text", text: typeof value === "string" ? value : JSON.stringify(value, null, 1) }],
});
