import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

const COMMANDS = ".claude/commands";
const COMMANDS_LIMIT = 500;
const COMMAND_LIMIT_BYTES = 256 * 1024;

/** What a command may say of itself. That it may use tools without asking, or has hooks, is not taken from a repository. */
const KNOWN_HEADERS: ReadonlySet<string> = new Set(["description", "argument-hint"]);

/**
 * What a repository may configure: its commands, and CLAUDE.md, which is read in any case. Its settings, hooks, helpers and servers
 * would run programs, and its environment would send keys elsewhere, before anybody is asked: a clone is not trusted with that.
 * It is told to the agent as the configuration of the project, in place of what the repository says.
 */
export class ProjectConfig implements Disposable {
  readonly folder: string;

  constructor(cwd: string) {
    this.folder = mkdtempSync(join(tmpdir(), "dispatch-claude-"));
    for (const { path, text } of commandsIn(cwd)) {
      const copy = join(this.folder, COMMANDS, path);
      mkdirSync(dirname(copy), { recursive: true });
      writeFileSync(copy, text);
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Files of the repository itself: what a link leads to is not its own. */
function commandsIn(cwd: string): { readonly path: string; readonly text: string }[] {
  try {
    const folder = join(realpathSync(cwd), COMMANDS);
    if (realpathSync(folder) !== folder) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => statSync(path).size <= COMMAND_LIMIT_BYTES)
      .slice(0, COMMANDS_LIMIT)
      .map((path) => ({ path: relative(folder, path), text: tamed(readFileSync(path, "utf8")) }));
  } catch {
    return []; // there are none
  }
}

/** A command with the harmless part of what stands above it. */
export function tamed(command: string): string {
  const [whole = "", headers] =
    /^\uFEFF?---[ \t]*\r?\n(?:([^]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/.exec(command) ?? [];
  const kept = (headers ?? "").split(/\r?\n/).flatMap((line) => {
    const [, name = "", value = ""] = /^([\w-]+):[ \t]+(\S.*)$/.exec(line) ?? [];
    const text = value.trim().replace(/^(["'])(.*)\1$/, "$2");
    return KNOWN_HEADERS.has(name) ? [`${name}: ${JSON.stringify(text)}`] : [];
  });
  // Always with a head of ours, so that nothing below it can be taken for one.
  return ["---", ...kept, "---", command.slice(whole.length)].join("\n");
}
