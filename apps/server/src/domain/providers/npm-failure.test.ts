import { expect, test } from "vitest";
import { npmFailure, withoutSecrets } from "./npm-failure.ts";

test.each([
  ["npm error code ENOSPC\nnpm error nospc There appears to be insufficient space", "The disk is full"],
  ["npm error code ETARGET\nnpm error notarget No matching version found for x@9", "does not have x@9"],
  ["npm error code E404\nnpm error 404 Not Found - GET http://127.0.0.1:1/x", "does not have x@9"],
  ["npm error code E401\nnpm error Incorrect or missing password.", "wants credentials"],
  ["npm error code EBADPLATFORM\nnpm error notsup Unsupported platform", "for this machine's system"],
  ["npm error code ENOTFOUND\nnpm error network request to http://r/x failed", "cannot be reached"],
  ["npm error code ECONNREFUSED\nnpm error syscall connect", "cannot be reached"],
  ["npm error code SELF_SIGNED_CERT_IN_CHAIN\nnpm error errno", "certificate is not trusted"],
  ["npm error code EACCES\nnpm error syscall mkdir", "may not write"],
  [
    "npm http fetch GET 200 http://network/x\nnpm error code EWHAT\nnpm error the moon is full",
    "npm could not install it: the moon is full",
  ],
  ["", "npm ended before it was done"],
])("what npm complains of is told with what to do: %#", (output, told) => {
  expect(npmFailure(output, ["x@9"])).toContain(told);
});

test("a password in a registry's address is not told", () => {
  expect(withoutSecrets("npm http fetch GET 200 https://me:hunter2@registry.example/x 20ms")).toBe(
    "npm http fetch GET 200 https://registry.example/x 20ms",
  );
  expect(npmFailure("npm error GET https://me:hunter2@r.example/x is odd", ["x"])).not.toContain("hunter2");
});
