import { expect, test } from "vitest";
import { SeededRandom } from "../../../../../../packages/testkit/src/seeded-random.ts";
import { judge } from "./judge.ts";
import { bash, ruleOf } from "./rules.fixture.ts";

const ALLOWED = [
  "git status",
  "git log --oneline",
  "npm run test -- --watch",
  "git commit -m 'a; b'",
  'git add "x y"',
  "git",
];
const HOSTILE = [
  "rm -rf /",
  "/bin/rm x",
  "r''m x",
  "\\rm x",
  "$'\\x72m' x",
  "git-evil",
  "npm install x",
  "sh",
  "X=1 git push",
];
/** Each leaves the hostile part where a shell runs it. */
const GLUE: readonly ((good: string, bad: string) => string)[] = [
  ...[
    "; ",
    ";",
    " && ",
    "&&",
    " || ",
    " | ",
    "|",
    " |& ",
    " & ",
    "&",
    "\n",
    "\n\n",
    " # x\n",
    " \\\n; ",
    " 2>&1; ",
  ].flatMap((between) => [
    (good: string, bad: string) => `${good}${between}${bad}`,
    (good: string, bad: string) => `${bad}${between}${good}`,
  ]),
  (good, bad) => `${good} $(${bad})`,
  (good, bad) => `${good} "$(${bad})"`,
  (good, bad) => `${good} "a $(echo "$(${bad})") b"`,
  (good, bad) => `${good} <(${bad})`,
  (good, bad) => `${good} >(${bad})`,
  (good, bad) => `${good} \${x:-$(${bad})}`,
  (good, bad) => `${good} \`${bad.replace(/[\\`]/g, "\\$&")}\``,
  (good, bad) => `(${good}; ${bad})`,
  (good, bad) => `{ ${bad}; ${good}; }`,
  (good, bad) => `if ${good}; then ${bad}; fi`,
  (good, bad) => `! ${bad} || ${good}`,
  (good, bad) => `${good} <<EOF\n$(${bad})\nEOF\n`,
  (good, bad) => `${good} <<'EOF'\ntext\nEOF\n${bad}`,
  (good, bad) => `${good} <<-EOF\n\ttext\n\tEOF\n${bad}`,
  (good, bad) => `f() { ${bad}; }; f; ${good}`,
  (good, bad) => `case x in x) ${bad};; esac; ${good}`,
];

test("whatever allowed and hostile parts are glued together, it is not allowed", () => {
  const random = new SeededRandom(20_261_121);
  const rules = ["allow Bash git *", "allow Bash npm run *", "allow kind:execute git status"].map((rule) =>
    ruleOf(rule),
  );
  const build = (depth: number): string => {
    const good = random.pick(ALLOWED);
    const bad = depth > 0 && random.chance(0.6) ? build(depth - 1) : random.pick(HOSTILE);
    return random.pick(GLUE)(good, bad);
  };
  for (let round = 0; round < 5000; round += 1) {
    const command = build(random.integer(0, 3));
    expect(judge(bash(command), rules).effect, JSON.stringify(command)).toBe("none");
  }
});

test("what is forbidden is not let through by anything that is glued to it", () => {
  const random = new SeededRandom(8);
  const rules = ["deny Bash rm *", "allow Bash"].map((rule) => ruleOf(rule));
  const bad = [
    "rm -rf /",
    "/bin/rm x",
    "r''m x",
    "\\rm x",
    "sudo -u a rm x",
    "sh -c 'rm x'",
    "find . -exec rm {} +",
  ];
  const build = (depth: number): string => {
    const inner = depth > 0 ? build(depth - 1) : random.pick(bad);
    return random.pick(GLUE)(random.pick(ALLOWED), inner);
  };
  for (let round = 0; round < 5000; round += 1) {
    // Deeper, a here-document in a substitution ends where only some shells end it.
    const command = build(random.integer(0, 2));
    expect(["deny", "ask"], JSON.stringify(command)).toContain(judge(bash(command), rules).effect);
    expect(judge(bash(random.pick(GLUE)("git", random.pick(bad))), rules).effect).toBe("deny");
  }
});

const SIZE = 1_000_000;
const many = (text: string) => text.repeat(Math.ceil(SIZE / text.length));
const RULES = [
  ...Array.from({ length: 250 }, (_, number) => `deny Bash rm${number} *`),
  ...Array.from({ length: 250 }, (_, number) => `ask Bash git push ${number}`),
  ...Array.from({ length: 250 }, (_, number) => `allow Bash npm run ${number} *`),
  ...Array.from({ length: 250 }, (_, number) => `deny kind:edit secret${number}/**`),
];
const STARS = Array.from({ length: 1000 }, (_, number) => `deny Bash *${"a*".repeat(18)}${number}b`);

test.each<[string, string]>([
  ["one word", many("a")],
  ["commands", many("a;")],
  ["different commands", Array.from({ length: 150_000 }, (_, number) => `a${number}`).join(";")],
  ["words", many("a ")],
  ["quotes", many(`'`)],
  ["double quotes", many(`"a" `)],
  ["substitutions", many("$(")],
  ["closed substitutions", many("$(a)")],
  ["backticks", many("`a`")],
  ["parentheses", many("(")],
  ["arithmetic", many("((")],
  ["braces", many("${")],
  ["backslashes", many("\\")],
  ["here-documents", many("<<A\n")],
  ["ended here-documents", many("<<A\nx\nA\n")],
  ["wrappers", many("sudo ")],
  ["wrappers with options", many("sudo -a ")],
  ["finders", `find ${many("-exec a \\; ")}`],
  ["shells", many("a|sh|")],
  ["evaluations", many("eval ")],
  ["cases", many("case ")],
  ["keywords", many("if ")],
  ["redirects", many(">a ")],
  ["dollars", many("$a")],
  ["new lines", many("\n")],
])(
  "a megabyte of %s is judged by a thousand rules, and allowed by none",
  { timeout: 30_000 },
  (_, command) => {
    for (const rules of [RULES, STARS]) {
      const verdict = judge(
        bash(command),
        rules.map((rule) => ruleOf(rule)),
      );
      expect(verdict.effect).not.toBe("allow");
      expect(verdict.considered).toHaveLength(1000);
    }
  },
);

test("what is forbidden is found behind a megabyte", () => {
  const rules = [...RULES, "deny Bash rm *", "allow Bash"].map((rule) => ruleOf(rule));
  for (const command of [`echo ${many("a")}; rm x`, `${many("a;")}rm x`, `${many("'a' ")}\nrm x`])
    expect(judge(bash(command), rules).sentence).toContain("“deny Bash: rm *”: it matches `rm x`");
});

test("a megabyte that is written to a file is judged by the file", () => {
  const call = { tool: "Write", input: { file_path: "src/a", content: many("rm x\n") }, cwd: "/work/space" };
  const rules = [...STARS.map((rule) => rule.replace("Bash", "Write")), "allow Write src/**"].map((rule) =>
    ruleOf(rule),
  );
  expect(judge(call, rules).effect).toBe("allow");
});
