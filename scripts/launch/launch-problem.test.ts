import { expect, test } from "vitest";
import { fixFor, LaunchProblem } from "./launch-problem.mjs";

test.each([
  ["npm error code ENOSPC\nnpm error nospc no space left on device", "The disk is full"],
  ["npm error code ENOTFOUND network request failed", "cannot be reached"],
  ["connect ECONNREFUSED 127.0.0.1:4873", "cannot be reached"],
  ["EACCES: permission denied, mkdir '/srv/dispatch'", "belongs to another user"],
  ["self-signed certificate: SELF_SIGNED_CERT_IN_CHAIN", "certificate is not trusted"],
  ["ERR_PNPM_OUTDATED_LOCKFILE  Cannot install", "npm run pnpm -- install"],
  ["npm error code E404", "does not have this version"],
])("the output %j is answered with a fix", (output, fix) => {
  expect(fixFor(output)).toContain(fix);
});

test("an unknown failure gets no invented fix", () => {
  expect(fixFor("Segmentation fault")).toBeUndefined();
});

test("a problem shows what went wrong, what the program said and what to do, in this order", () => {
  const problem = new LaunchProblem("Fetching failed.", { detail: "E404\n", fix: "Do this.\nThen that." });
  expect(problem.text).toBe("dispatch: Fetching failed.\n\nE404\n\n  Do this.\n  Then that.");
});
