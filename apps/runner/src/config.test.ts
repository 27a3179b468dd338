import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const needed = [
  "--socket",
  "/run/link.sock",
  "--home",
  "/home/ada/.dispatch",
  "--workspaces",
  "/srv/workspaces",
  "--attendant",
  "/srv/attendant.js",
  "--driver",
  "/srv/driver.js",
  "--runner-id",
  "run_0123456789",
  "--build",
  "abc",
];

test("a complete command line gives a complete configuration", () => {
  expect(readConfig(needed, { HOME: "/home/ada" })).toEqual({
    socketPath: "/run/link.sock",
    homePath: "/home/ada/.dispatch",
    workspacesPath: "/srv/workspaces",
    attendantEntry: "/srv/attendant.js",
    driverEntry: "/srv/driver.js",
    runnerId: "run_0123456789",
    build: "abc",
    lonelyTimeoutMs: 60_000,
    killGraceMs: 3_000,
    environment: { HOME: "/home/ada" },
  });
});

test.each([
  [needed.slice(2), "--socket is missing"],
  [needed.filter((word) => !word.includes("attendant")), "--attendant is missing"],
  [[...needed, "--socket", "link.sock"], "--socket must be an absolute path"],
  [[...needed, "--runner-id", "ses_0123456789"], "--runner-id must be an id that begins with run_"],
  [[...needed, "--kill-grace-ms", "soon"], "--kill-grace-ms must be a whole number"],
  [[...needed, "--lonely-timeout-ms=-1"], "--lonely-timeout-ms must be a whole number"],
  [[...needed, "--port", "1"], "Unknown option '--port'"],
])("%j is refused with what to change", (args, message) => {
  expect(() => readConfig(args, {})).toThrow(message);
});
