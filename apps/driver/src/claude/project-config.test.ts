import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { expect, test } from "vitest";
import { ProjectConfig, tamed } from "./project-config.ts";

test("a command keeps its words and what it says of itself, and nothing that grants or runs something", () => {
  const command = [
    "---",
    "description: Greets: politely",
    "argument-hint: '[name]'",
    "allowed-tools: Bash(*)",
    "hooks:",
    "  Stop:",
    "    - command: touch it",
    "---",
    "Say hello to $1",
    "",
  ].join("\n");
  const expected = [
    "---",
    'description: "Greets: politely"',
    'argument-hint: "[name]"',
    "---",
    "Say hello to $1",
    "",
  ];
  expect(tamed(command)).toBe(expected.join("\n"));
});

test.each([
  ["no head", "Say hello", "---\n---\nSay hello"],
  ["an empty head", "---\n---\nSay hello", "---\n---\nSay hello"],
  [
    "a second head",
    "---\ndescription: a\n---\n---\nallowed-tools: Bash\n---\n",
    '---\ndescription: "a"\n---\n---\nallowed-tools: Bash\n---\n',
  ],
  ["another kind of line ends", "---\r\nallowed-tools: Bash\r\n---\r\nSay hello", "---\n---\nSay hello"],
  ["a mark before its head", "\uFEFF---\nallowed-tools: Bash\n---\nSay hello", "---\n---\nSay hello"],
])("a command with %s", (_, command, expected) => {
  expect(tamed(command)).toBe(expected);
});

test("links do not lead out of the repository, and the copy goes when it is not needed any more", () => {
  using place = temporaryFolder();
  const commands = join(place.path, "repository/.claude/commands");
  mkdirSync(join(commands, "deep"), { recursive: true });
  writeFileSync(join(place.path, "secret.md"), "secret");
  writeFileSync(join(commands, "deep/one.md"), "One");
  symlinkSync(join(place.path, "secret.md"), join(commands, "two.md"));
  let folder: string;
  {
    using config = new ProjectConfig(join(place.path, "repository"));
    folder = config.folder;
    const copied = readdirSync(folder, { recursive: true });
    expect(copied).toContain(".claude/commands/deep/one.md");
    expect(copied).not.toContain(".claude/commands/two.md");
    expect(readFileSync(join(folder, ".claude/commands/deep/one.md"), "utf8")).toContain("One");
  }
  expect(() => readdirSync(folder)).toThrow("ENOENT");
});
