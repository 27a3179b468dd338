import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { Account } from "@dispatch/testkit/account";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { SshHost } from "@dispatch/testkit/ssh-host";
import { TestServer } from "@dispatch/testkit/test-server";
import { gitIdentity, readyWorkspace } from "@dispatch/testkit/workspaces";
import { type Figure, atMost } from "../harness/figure.ts";
import { makeFolder, removeFolder } from "../harness/owned.ts";
import { medianOf } from "../harness/statistics.ts";

const SIZE = { files: 3_000, commits: 5_000 };
const AGAIN_LIMIT_MS = 1_000;

/** A repository of real size at a real sshd: from the wish for a worktree to the moment at which it is ready. */
export const worktrees: Figure = {
  name: "worktrees",
  async run({ sizes: { rounds }, say }) {
    using origin = GitOrigin.large(SIZE);
    await using host = await SshHost.open({ git: true });
    await using server = await TestServer.start();
    const owner = await Account.register(server.url);
    host.letIn((await gitIdentity(owner)).publicKey);
    const repo = { url: `${host.address}${origin.path}` };
    const dispatchOnce = () => timed(() => readyWorkspace(owner, { kind: "worktree", repo }));

    const folder = makeFolder();
    const bare = join(folder, "bare");
    const git = (...args: string[]) => execFileSync("git", args, { stdio: "ignore" });
    const firstBare = await timed(() => git("clone", "--bare", origin.url, bare));
    let number = 0;
    const bareOnce = () =>
      timed(() =>
        git(
          "-C",
          bare,
          "worktree",
          "add",
          "--no-track",
          "-b",
          `w${number}`,
          join(folder, `w${number++}`),
          "main",
        ),
      );

    const first = await dispatchOnce();
    say(`first worktree: ${Math.round(first)} ms`);
    const again = { bare: [] as number[], dispatch: [] as number[] };
    for (let round = 0; round < rounds * 3; round++) {
      again.bare.push(await bareOnce());
      again.dispatch.push(await dispatchOnce());
    }
    await removeFolder(folder);
    const second = medianOf(again.dispatch, (ms) => ms);
    return [
      {
        figure: "first worktree of 5,000 commits and 3,000 files",
        unit: "ms",
        bare: firstBare,
        dispatch: first,
      },
      {
        figure: "another worktree of it",
        unit: "ms",
        bare: medianOf(again.bare, (ms) => ms),
        dispatch: second,
        target: atMost(second, AGAIN_LIMIT_MS),
      },
    ];
  },
};

async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
