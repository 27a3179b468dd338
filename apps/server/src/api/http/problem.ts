import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { Problem, problemBody } from "@dispatch/protocol/problems";

/** Turns whatever was thrown into the one error shape; what is not a problem is a bug, and its detail stays in the log. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = asProblem(error);
  if (problem.code === "internal") request.log.error({ err: error, requestId: request.id }, "request failed");
  request.refusal = problem.code;
  const body = problemBody(problem, request.id);
  if ("retryAfterSeconds" in problem.data) void reply.header("retry-after", problem.data.retryAfterSeconds);
  // A connection that is closed while the client still sends costs it the answer; kept open, Node takes in the rest.
  if (problem.code === "payload-too-large") void reply.removeHeader("connection");
  // The response schemas of routes describe success; a problem is written as it is.
  void reply.code(body.status).type("application/problem+json").serializer(JSON.stringify).send(body);
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error as Problem;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      path: issue.instancePath.replace(/^\//, "").replaceAll("/", "."),
      message: issue.message ?? "is not valid",
    }));
    return new Problem(
      "invalid-request",
      { errors },
      errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("; "),
    );
  }
  const { code = "", statusCode = 500, message } = error as FastifyError;
  const known = fastifyProblems[code];
  if (known) return known();
  if (statusCode >= 400 && statusCode < 500) return new Problem("invalid-request", { errors: [] }, message);
  return new Problem(
    "internal",
    {},
    "Something went wrong inside Dispatch. The server's log has the details under this request id.",
  );
}

export const BODY_LIMIT_BYTES = 2 * 1024 * 1024;

const fastifyProblems: Record<string, (() => Problem) | undefined> = {
  FST_ERR_BAD_URL: () =>
    new Problem("malformed-request", {}, "The path is not well-formed: check its percent signs."),
  FST_ERR_MAX_PARAM_LENGTH: () => new Problem("not-found", {}, "No id is as long as this."),
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new Problem(
      "payload-too-large",
      { limitBytes: BODY_LIMIT_BYTES },
      `A request may hold at most ${BODY_LIMIT_BYTES} bytes.`,
    ),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Problem("unsupported-media-type", {}, "Send application/json."),
  FST_ERR_CTP_INVALID_JSON_BODY: () =>
    new Problem("invalid-request", { errors: [] }, "The body is not valid JSON."),
  FST_ERR_CTP_EMPTY_JSON_BODY: () =>
    new Problem(
      "invalid-request",
      { errors: [] },
      "The body is empty although its content type is application/json.",
    ),
};
