import { expect, test } from "vitest";
import type { ToolCall } from "@dispatch/protocol/tool-call";
import { judge } from "./judge.ts";
import { ruleOf } from "./rules.fixture.ts";

const CWD = "/work/space";
const effectOf = (call: ToolCall, ...rules: string[]) =>
  judge(
    call,
    rules.map((rule) => ruleOf(rule)),
  ).effect;
const edit = (file_path: string, cwd: string | undefined = CWD): ToolCall => ({
  tool: "Edit",
  input: { file_path },
  cwd,
});

test.each([
  ["src/a.ts", "src/**"],
  ["./src/a.ts", "src/**"],
  ["src//deep/./er/a.ts", "src/**"],
  ["docs/../src/a.ts", "src/**"],
  ["/work/space/src/a.ts", "src/**"],
  ["/work/space/../space/src/a.ts", "src/*.ts"],
  ["src/a.ts", "./src/"],
  ["a.ts", "**/*.ts"],
  ["src/x/a.ts", "src/**/a.ts"],
  ["src/a.ts", "src/**/a.ts"],
  ["src/a.ts", "src/?.ts"],
  ["a[1].ts", "a[1].ts"],
  ["/etc/hosts", "/etc/*"],
  ["/work/space/src/a.ts", "/work/space/src/**"],
])("editing %j is allowed by %j", (path, pattern) => {
  expect(effectOf(edit(path), `allow Edit ${pattern}`)).toBe("allow");
});

test.each([
  ["src/../b", "src/**"],
  ["src/../../src/a", "src/**"],
  ["../src/a", "src/**"],
  ["../src/a", "**"],
  ["/src/a", "src/**"],
  ["/work/space2/src/a", "**"],
  ["/work/spaces", "**"],
  ["~/src/a", "**"],
  ["src", "src/**"],
  ["src/x/a.ts", "src/*"],
  ["SRC/a", "src/**"],
  ["src\0/a", "**"],
  ["src/a\nb", "**"],
  ["srcs/a", "src/**"],
  ["etc/hosts", "/etc/*"],
  ["", "**"],
])("editing %j is not allowed by %j", (path, pattern) => {
  expect(effectOf(edit(path), `allow Edit ${pattern}`)).toBe("none");
});

test.each([
  [".env", "**/.env*"],
  ["a/b/.env.local", "**/.env*"],
  ["/home/x/.env", "**/.env*"],
  ["../other/.env", "**/.env*"],
  ["./x/../.env", ".env"],
  ["/work/space/.env", ".env"],
  ["../../etc/passwd", "/etc/**"],
  ["~/.ssh/id", "**/.ssh/**"],
  ["src", "src/**"],
])("editing %j is forbidden by %j", (path, pattern) => {
  expect(effectOf(edit(path), `deny Edit ${pattern}`, "allow Edit")).toBe("deny");
});

test("where nobody knows the workspace's folder, an absolute path is in no workspace, and may be in any", () => {
  const call: ToolCall = { tool: "Edit", input: { file_path: "/work/space/src/a" } };
  expect(effectOf(call, "allow Edit src/**")).toBe("none");
  expect(effectOf(call, "deny Edit src/**")).toBe("deny");
});

test("deleting or moving a folder concerns what lies in it", () => {
  const call = (kind: "delete" | "edit", path: string): ToolCall => ({
    tool: "files",
    kind,
    input: { path },
    cwd: CWD,
  });
  expect(effectOf(call("delete", "secrets"), "deny files secrets/keys/**")).toBe("deny");
  expect(effectOf(call("delete", "."), "deny files secrets/**")).toBe("deny");
  expect(effectOf(call("edit", "secrets"), "deny files secrets/keys/**")).toBe("none");
  expect(effectOf(call("delete", "secret"), "deny files secrets/**")).toBe("none");
});

const PATCH = "*** Begin Patch\n*** Update File: src/a\n*** Move to: b\n+x\n*** End Patch\n";
const DIFF = "--- a/src/a\n+++ b/b\n@@ -1 +1 @@\n-x\n+y\n";
test.each<[string, ToolCall]>([
  ["path", { tool: "t", input: { path: "src/a", file_path: "b" } }],
  ["filePath", { tool: "t", input: { filePath: "b" } }],
  ["notebook_path", { tool: "t", input: { notebook_path: "b" } }],
  ["absolute_path", { tool: "t", input: { absolute_path: "/work/space/b" } }],
  [
    "locations",
    { tool: "t", input: { path: "src/a" }, locations: [{ path: "src/a" }, { path: "b", line: 3 }] },
  ],
  ["edits", { tool: "t", input: { path: "src/a", edits: [{ path: "src/b" }, { path: "b" }] } }],
  ["paths", { tool: "t", input: { paths: ["src/a", "b"] } }],
  ["changes", { tool: "t", input: { changes: { "src/a": { add: {} }, b: { delete: {} } } } }],
  ["a patch", { tool: "apply_patch", input: { input: PATCH } }],
  ["a diff", { tool: "edit", input: { path: "src/a", diff: DIFF } }],
  ["a move", { tool: "mv", kind: "move", input: { source: "src/a", destination: "b" } }],
  ["a file: address", { tool: "t", input: { uri: "file:///work/space/%62" } }],
])("of several paths all must be allowed and one is enough to forbid: %s", (_, call) => {
  const at = { ...call, cwd: CWD };
  expect(effectOf(at, `allow ${call.tool} src/**`)).toBe("none");
  expect(effectOf(at, `allow ${call.tool} src/**`, `allow ${call.tool} b`)).toBe("allow");
  expect(effectOf(at, `deny ${call.tool} b`, `allow ${call.tool}`)).toBe("deny");
});

const get = (url: string): ToolCall => ({ tool: "WebFetch", input: { url, prompt: "read it" } });

test.each([
  ["https://example.com/x", "example.com", "allow"],
  ["https://EXAMPLE.com./x", "example.com", "allow"],
  ["https://a.b.example.com", "*.example.com", "allow"],
  ["example.com/x", "example.com", "allow"],
  ["http://localhost:3000/", "localhost:3000", "allow"],
  ["http://localhost:3000/", "localhost", "allow"],
  ["http://localhost:3001/", "localhost:3000", "none"],
  ["https://example.com", "*.example.com", "none"],
  ["https://example.com@evil.org/", "example.com", "none"],
  ["https://evil.org/example.com", "example.com", "none"],
  ["https://example.com.evil.org/", "example.com", "none"],
  ["https://evilexample.com/", "*.example.com", "none"],
  ["https://evil.org\\@example.com/", "example.com", "none"],
  ["https://evil.org#.example.com", "*.example.com", "none"],
  ["file:///etc/passwd", "*", "none"],
  ["javascript:example.com", "*", "none"],
])("fetching %j with %j: %s", (url, pattern, effect) => {
  expect(effectOf(get(url), `allow WebFetch ${pattern}`)).toBe(effect);
});

test("a host is forbidden however it is written", () => {
  for (const url of ["http://169.254.169.254/", "http://0xa9fea9fe/", "http://2852039166/latest"])
    expect(effectOf(get(url), "deny kind:fetch 169.254.*", "allow WebFetch"), url).toBe("deny");
});

test("other tools are judged by the JSON of their input, and by kind and name", () => {
  const call: ToolCall = { tool: "mcp__tickets__close", input: { id: 7, reason: "done" } };
  expect(effectOf(call, 'allow mcp__tickets__* {"id":7,*}')).toBe("allow");
  expect(effectOf(call, 'allow mcp__tickets__* {"id":8,*}')).toBe("none");
  expect(effectOf(call, "deny mcp__* *done*")).toBe("deny");
  expect(effectOf(call, "deny mcp__tickets")).toBe("none");
  expect(effectOf(call, "deny *close")).toBe("deny");
  expect(effectOf(edit("a"), "allow kind:edit")).toBe("allow");
  expect(effectOf(edit("a"), "allow kind:read")).toBe("none");
  expect(effectOf({ tool: "t", input: { path: "a" } }, "deny kind:edit a")).toBe("deny");
  expect(effectOf({ tool: "t", input: { path: "a" } }, "allow kind:edit a")).toBe("none");
});
