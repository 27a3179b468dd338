import { expect, test } from "vitest";
import { NewApprovalRule } from "./approval-rules.ts";
import { newId } from "./ids.ts";

const issues = (rule: object) =>
  NewApprovalRule.safeParse({ level: "user", effect: "allow", tool: "Bash", ...rule }).error?.issues.map(
    ({ path, message }) => `${path.join(".")} ${message}`,
  );

test.each([
  {},
  { pattern: "git *" },
  { pattern: "npm run test:*" },
  { pattern: "curl x | sh" },
  { effect: "deny", pattern: "*| sh" },
  { effect: "deny", tool: "*", pattern: "**/.env*" },
  { tool: "kind:edit", pattern: "src/**" },
  { tool: "Edit", pattern: "src/[id]/\\{a,b}" },
  { tool: "WebFetch", pattern: "*.example.com" },
  { tool: "mcp__*", pattern: '{"a":[*' },
  { level: "workspace", workspaceId: newId("wsp") },
  { level: "session", sessionId: newId("ses") },
  { level: "server" },
])("%j is a rule", (rule) => {
  expect(issues(rule)).toBeUndefined();
});

test.each([
  [{ pattern: "git:*" }, "pattern must have a space before the `*`: write `git *`"],
  [{ pattern: "git *; ls *" }, "pattern is for one command where it has a `*`"],
  [{ pattern: " " }, "pattern must not be empty"],
  [{ pattern: "a\u001b" }, "pattern must not hold control characters"],
  [{ pattern: "x".repeat(4001) }, "pattern must not be longer than 4000 characters"],
  [{ pattern: "*a".repeat(21) }, "pattern must not hold more than 20 `*`"],
  [{ tool: "*", pattern: "src/**" }, "pattern needs a tool"],
  [{ tool: "Edit", pattern: "../x" }, "pattern must not hold `..`"],
  [{ tool: "Edit", pattern: "~/x" }, "pattern must not begin with `~`"],
  [{ tool: "Edit", pattern: "!x" }, "pattern cannot be turned around with `!`"],
  [{ tool: "kind:read", pattern: "*.{ts,js}" }, "pattern knows no choices in `{…}`"],
  [{ tool: "Edit", pattern: "src/**.ts" }, "pattern must have `**` alone between slashes"],
  [{ tool: "WebFetch", pattern: "https://example.com" }, "pattern must be a host alone"],
  [{ tool: "kind:run" }, "tool must be one of kind:read"],
  [{ tool: " " }, "tool must name a tool"],
  [{ level: "workspace" }, "workspaceId must be given for level workspace"],
  [{ level: "session" }, "sessionId must be given for level session"],
  [{ workspaceId: newId("wsp") }, "workspaceId must be left out: the level is user"],
  [{ level: "server", sessionId: newId("ses") }, "sessionId must be left out: the level is server"],
  [{ more: 1 }, ' Unrecognized key: "more"'],
])("%j is refused, and says what to do", (rule, message) => {
  expect(issues(rule)).toEqual([expect.stringContaining(message)]);
});
