import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Session } from "@dispatch/protocol/session";
import { Account, expectStatus } from "@dispatch/testkit/account";
import { AgentTask, scriptedAgent } from "@dispatch/testkit/agent-server";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { TestServer } from "@dispatch/testkit/test-server";
import { readyWorkspace } from "@dispatch/testkit/workspaces";
import { FIX, projectFiles, RELEASE, ROUND, stories } from "./story.ts";

/** Whose pictures are taken: ids of what there is. */
export type Made = {
  readonly workspace: string;
  readonly fix: string;
  readonly release: string;
  readonly round: string;
  readonly tests: string;
};

/** A server with somebody's day of work on it. */
export class Stage implements AsyncDisposable {
  readonly server: TestServer;
  readonly made: Made;
  readonly #stack: AsyncDisposableStack;

  private constructor(server: TestServer, made: Made, stack: AsyncDisposableStack) {
    this.server = server;
    this.made = made;
    this.#stack = stack;
  }

  static async set(): Promise<Stage> {
    await using stack = new AsyncDisposableStack();
    const origin = stack.use(new GitOrigin(projectFiles, "ledger"));
    const config = (home: string) => {
      mkdirSync(home, { recursive: true });
      const storiesPath = join(home, "stories.json");
      writeFileSync(storiesPath, JSON.stringify(stories));
      return { agentProvider: "scripted", agents: [{ ...scriptedAgent(home, storiesPath), name: "Agent" }] };
    };
    const server = stack.use(await TestServer.start({ config }));
    const owner = await Account.register(server.url);
    const repo = { url: origin.url };
    const workspace = await readyWorkspace(owner, { kind: "worktree", name: "ledger", repo, branch: "yen" });
    const release = await readyWorkspace(owner, { kind: "worktree", name: "ledger-release", repo });
    const begin = async (title: string, prompt: string, workspaceId: string) => {
      const body = { kind: "agent", title, prompt, workspaceId };
      const made = await owner.request<Session>("POST", "/api/sessions", { body });
      return new AgentTask(owner, expectStatus(made, 201).id);
    };
    const rule = { level: "user", effect: "allow", tool: "execute", pattern: "node --test *" };
    const token = owner.tokens.accessToken;
    expectStatus(await owner.request("POST", "/api/approval-rules", { body: rule, token }), 201);
    const fix = await begin("Yen are a hundred times too small", FIX, workspace.id);
    await fix.finish(() => ({ decision: "allow" }));
    const shellWith = async (title: string, command: string) => {
      const shell = await owner.terminal({ title, workspaceId: workspace.id });
      await owner.type(shell.id, "PS1='\\[\\e[32m\\]\\W\\[\\e[m\\] \\$ ' && clear\n");
      await owner.shows(shell.id, "\u001b[32mledger");
      await owner.type(shell.id, command);
      return shell;
    };
    const tests = await shellWith("Tests", "node --test --test-reporter=spec\n");
    await shellWith("Shell", "git status && git diff\n");
    const asked = await begin("Release 1.5", RELEASE, release.id);
    await asked.asked();
    const round = await begin("How should halves round?", ROUND, release.id);
    await round.asked();
    const made = {
      ...{ workspace: workspace.id, fix: fix.id, release: asked.id, round: round.id, tests: tests.id },
    };
    return new Stage(server, made, stack.move());
  }

  async [Symbol.asyncDispose]() {
    await this.#stack.disposeAsync();
  }
}
