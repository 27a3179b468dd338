import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * What a repository may configure: its commands, and CLAUDE.md, which is read in any case. Its settings, hooks, helpers and servers
 * would run programs, and its environment would send keys elsewhere, before anybody is asked: a clone is not trusted with that.
 */
export class ProjectConfig implements Disposable {
  readonly folder: string;

  constructor(cwd: string) {
    this.folder = mkdtempSync(join(tmpdir(), "dispatch-claude-"));
    mkdirSync(join(this.folder, ".claude"));
    const commands = join(cwd, ".claude/commands");
    if (existsSync(commands)) symlinkSync(commands, join(this.folder, ".claude/commands"));
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
