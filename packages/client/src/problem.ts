import type { ProblemBody } from "@dispatch/protocol/problems";

/** A refusal by the server, as an error. Switch on `code`; show `message` to people. */
export class RequestProblem extends Error {
  override readonly name = "RequestProblem";
  readonly body: ProblemBody;

  constructor(body: ProblemBody, options?: ErrorOptions) {
    super(body.detail || body.title, options);
    this.body = body;
  }

  get code(): string {
    return this.body.code;
  }

  get status(): number {
    return this.body.status;
  }
}

/** The connection failed before an answer came: whether the server acted on the request is not known. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  readonly code = "connection-lost";
}

const isProblemBody = (value: unknown): value is ProblemBody =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as ProblemBody).code === "string" &&
  typeof (value as ProblemBody).status === "number" &&
  typeof (value as ProblemBody).detail === "string";

/** The problem inside whatever was caught or answered, if there is one. */
export function problemOf(error: unknown): ProblemBody | undefined {
  if (error instanceof RequestProblem) return error.body;
  if (isProblemBody(error)) return error;
  if (error instanceof Error && error.cause !== undefined) return problemOf(error.cause);
  return undefined;
}

/** A problem for an answer that is not one of ours: a proxy's error page, for example. */
const foreignProblem = (status: number, title: string): ProblemBody => ({
  type: "about:blank",
  title,
  status,
  code: "unreadable-answer",
  detail: `The address answered with HTTP ${status} but not as Dispatch does.`,
});

/** The problem that an answer outside 2xx carries. Reads the body. */
export async function problemFromResponse(response: Response): Promise<RequestProblem> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    if (isProblemBody(body)) return new RequestProblem(body);
  } catch {
    // Not JSON: answered below like any other body that is no problem.
  }
  return new RequestProblem(foreignProblem(response.status, response.statusText || "Unreadable answer"));
}

/** What `client.GET` and its siblings resolve to, as far as `dataOf` needs it. */
type Answer<T> = { readonly data?: T; readonly error?: unknown; readonly response: Response };

/** The data of an answer; throws the `RequestProblem` of one that was refused. */
export function dataOf<T>(answer: Answer<T>): T {
  if (answer.response.ok) return answer.data as T;
  if (isProblemBody(answer.error)) throw new RequestProblem(answer.error);
  throw new RequestProblem(
    foreignProblem(answer.response.status, answer.response.statusText || "Unreadable answer"),
  );
}
