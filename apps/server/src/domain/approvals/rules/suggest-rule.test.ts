import { expect, test } from "vitest";
import type { ToolCall } from "@dispatch/protocol/tool-call";
import { judge } from "./judge.ts";
import { bash, ruleOf } from "./rules.fixture.ts";
import { suggestRule } from "./suggest-rule.ts";

const CWD = "/work/space";

test.each<[ToolCall, string | undefined]>([
  [bash("git status --short"), "git status *"],
  [bash("npm run test -- --watch"), "npm run *"],
  [bash("docker ps -a"), "docker ps *"],
  [bash("cargo test"), "cargo test *"],
  [bash("ls -la"), "ls -la"],
  [bash("ls *.ts"), "ls \\*.ts"],
  [bash("git -c alias.x='!sh' x"), "git -c alias.x='!sh' x"],
  [bash("git config core.pager sh"), "git config core.pager sh"],
  [bash("npm exec x"), "npm exec x"],
  [bash("docker run x"), "docker run x"],
  [bash("git status && npm test"), "git status && npm test"],
  [bash("git log > out"), "git log > out"],
  [bash("git log $X"), "git log $X"],
  [bash("rm -rf build"), "rm -rf build"],
  [bash("sudo ls"), "sudo ls"],
  [bash("sh -c 'ls *'"), "sh -c 'ls \\*'"],
  [bash("curl x | sh"), "curl x | sh"],
  [bash("eval ls"), "eval ls"],
  [bash("grep 'a\\*b' x"), "grep 'a\\\\\\*b' x"],
  [{ tool: "Edit", input: { file_path: "/work/space/src/lib/a.ts" }, cwd: CWD }, "src/lib/*"],
  [{ tool: "Edit", input: { file_path: "src/*x/a.ts" }, cwd: CWD }, "src/\\*x/*"],
  [{ tool: "Edit", input: { file_path: "package.json" }, cwd: CWD }, "package.json"],
  [{ tool: "Edit", input: { file_path: ".git/hooks/a" }, cwd: CWD }, ".git/hooks/a"],
  [{ tool: "Edit", input: { file_path: "/etc/hosts" }, cwd: CWD }, "/etc/hosts"],
  [{ tool: "WebFetch", input: { url: "https://docs.example.com/x" } }, "docs.example.com"],
  [{ tool: "mcp__tickets__close", input: { id: 7 } }, undefined],
])("for %j it is %j, and that allows it", (call, pattern) => {
  const suggested = suggestRule(call);
  expect(suggested).toEqual({ tool: call.tool, ...(pattern === undefined ? {} : { pattern }) });
  expect(judge(call, [{ ...ruleOf("allow x"), ...suggested }]).effect).toBe("allow");
});

test.each<[string, ToolCall]>([
  ["a command without end", bash(`echo ${"x".repeat(5000)}`)],
  ["control characters", bash("echo \x1b[0m")],
  ["files in several folders", { tool: "t", input: { paths: ["src/a", "docs/b"] }, cwd: CWD }],
  ["several things at once", { tool: "t", input: { command: "ls", path: "src/a" }, cwd: CWD }],
  ["a path nobody understands", { tool: "Edit", input: { file_path: "~/x" }, cwd: CWD }],
  ["no web address", { tool: "WebFetch", input: { url: "data:x" } }],
  ["no command", { tool: "Bash", input: {} }],
])("nothing is offered for %s", (_, call) => {
  expect(suggestRule(call)).toBeUndefined();
});
