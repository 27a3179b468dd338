import type { Session } from "@dispatch/protocol/session";
import { Account, expectStatus } from "@dispatch/testkit/account";
import { AgentTask } from "@dispatch/testkit/agent-server";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { SshHost } from "@dispatch/testkit/ssh-host";
import { gitIdentity, readyWorkspace } from "@dispatch/testkit/workspaces";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { phone, tooWide } from "./phone.ts";
import { steps, withScriptedAgent } from "./scripted-agent.ts";

const SOURCE = Array.from(
  { length: 60 },
  (_, index) => `export const line${index + 1} = ${index + 1};\n`,
).join("");

/** Whatever the agent asks is allowed. */
const allow = () => ({ decision: "allow" });

const fileRow = (page: Page, path: string) =>
  page.locator(`[data-testid="review-file"][data-path="${path}"]`);

journey(
  "what an agent did is reviewed, commented on, mended, committed and pushed, and its origin has it",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    const owner = await Account.register(server.url);
    await using host = await SshHost.open({ git: true });
    using origin = new GitOrigin({ "src/lines.ts": SOURCE, "README.md": "hello\n" });
    host.letIn((await gitIdentity(owner)).publicKey);
    const repo = { url: `${host.address}${origin.path}` };
    const workspace = await readyWorkspace(owner, { kind: "worktree", name: "Engine", repo });
    const window = await (await visit(server.url)).signIn();
    const { page } = window;

    // What the agent does is seen as it is done.
    await page.goto(`/workspaces/${workspace.id}/review`);
    await page.getByRole("heading", { name: "Nothing was changed" }).waitFor();
    const made = await owner.request<Session>("POST", "/api/sessions", {
      body: {
        kind: "agent",
        workspaceId: workspace.id,
        title: "Mender",
        prompt: steps(
          "edit src/lines.ts | line7 = 7 | line7 = 70",
          "edit src/lines.ts | line50 = 50 | line50 = 5",
          "write notes.md | first draft",
        ),
      },
    });
    const agent = new AgentTask(owner, expectStatus(made, 201).id);
    await agent.finish(allow);
    await fileRow(page, "notes.md").waitFor();
    await fileRow(page, "src/lines.ts").waitFor();
    await page.getByTestId("review-progress").getByText("0 of 2 reviewed").waitFor();

    // By keys alone: the next file, its changes, a comment on two lines, and one on one.
    await page.keyboard.press("j");
    const diff = page.getByTestId("diff-view");
    await diff.getByText("line7 = 70", { exact: false }).first().waitFor();
    await page.keyboard.press("n");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("c");
    const form = diff.getByRole("textbox", { name: "Comment on lines 7–8" });
    await form.fill("Seven, not seventy.");
    await form.press("Control+Enter");
    await diff.getByTestId("review-comment").getByText("Seven, not seventy.").waitFor();
    await page.keyboard.press("v");
    await page.keyboard.press("n");
    await page.keyboard.press("c");
    const second = diff.getByRole("textbox", { name: /Comment on line 50/ });
    await second.fill("Why five?");
    await second.press("Control+Enter");
    await page.getByRole("button", { name: "Send 2 comments" }).waitFor();
    const draft = diff.getByTestId("review-comment").filter({ hasText: "line 50" });
    await draft.getByRole("button", { name: "Edit comment" }).click();
    await draft.getByRole("textbox").fill("Say why five.");
    await draft.getByRole("button", { name: "Save" }).click();
    await diff.getByText("Say why five.").waitFor();

    // All of them are one message to the agent that works here, which answers by changing the file.
    await page.keyboard.press("m");
    const sending = page.getByRole("dialog", { name: "Send comments" });
    await sending.getByLabel("In your own words").fill("edit src/lines.ts | line7 = 70 | line7 = 7");
    expect(await sending.getByLabel("To").locator("option:checked").innerText()).toBe("Mender");
    await sending.getByRole("button", { name: "Send" }).click();
    await page.getByText("2 comments sent").waitFor();
    await agent.finish(allow);
    const told = (await agent.events()).map(({ payload }) => JSON.stringify(payload)).join("\n");
    expect(told).toContain("**Lines 7–8**");
    expect(told).toContain("Say why five.");
    await page.getByRole("button", { name: "Send comments (M)" }).waitFor();

    // What was read stays until one asks for what is there now, and cannot be marked as it is not.
    await page.getByTestId("shown-old").getByText("was changed while it was read").waitFor();
    await diff.getByText("line7 = 70", { exact: false }).first().waitFor();
    await page.keyboard.press("r");
    await page.getByTestId("shown-old").waitFor({ state: "detached" });
    await diff.getByText("line50 = 5;", { exact: false }).first().waitFor();
    // The comment still says what it was about.
    const quoted = diff.getByTestId("review-comment").getByText("line7 = 70", { exact: false });
    expect(await diff.getByText("line7 = 70", { exact: false }).count()).toBe(await quoted.count());
    await diff
      .getByTestId("review-comment")
      .filter({ hasText: "Say why five." })
      .getByText(/^sent /)
      .waitFor();

    // Marked, changed and stale, marked anew.
    await page.keyboard.press("Space");
    await page.locator('[data-path="src/lines.ts"][data-mark="reviewed"]').waitFor();
    await page.keyboard.press("j");
    await page.getByTestId("review-file-head").getByText("notes.md").waitFor();
    await diff.getByText("first draft").waitFor();
    await page.keyboard.press("Space");
    await page.getByTestId("review-progress").getByText("2 of 2 reviewed").waitFor();
    await agent.send("write notes.md | second draft");
    await agent.finish(allow);
    await page.locator('[data-path="notes.md"][data-mark="stale"]').waitFor();
    await page.keyboard.press("r");
    await diff.getByText("second draft").waitFor();
    await page.getByText("It was reviewed, and changed since.").waitFor();
    await page.keyboard.press("Space");
    await page.getByTestId("review-progress").getByText("2 of 2 reviewed").waitFor();

    // One file is staged and committed; the other goes with everything, and both are pushed.
    await page.keyboard.press("s");
    await page.getByTestId("commit-what").getByText("Staged: 1 of 2 files").waitFor();
    await page.getByLabel("Commit message").fill("Notes");
    await window.button("Commit").click();
    await page.getByText(/Committed [0-9a-f]{7}: Notes/).waitFor();
    await page.getByTestId("commit-what").getByText("All changes: 1 file").waitFor();
    await page.getByLabel("Commit message").fill("Line fifty is five");
    await window.button("Commit and push…").click();
    const pushing = page.getByRole("dialog", { name: "Push" });
    expect(await pushing.getByLabel("Branch at the host").inputValue()).toBe("dispatch/engine");
    await pushing.getByLabel("Branch at the host").fill("engine");
    await pushing.getByRole("button", { name: "Push" }).click();
    await page.getByText("Pushed to the new branch engine").waitFor();
    expect(origin.git(["log", "--format=%an %s", "main..engine"]).trim().split("\n")).toEqual([
      "Ada Lovelace Line fifty is five",
      "Ada Lovelace Notes",
    ]);
    expect(origin.git(["show", "engine:notes.md"])).toBe("second draft");
    await page.getByTestId("commit-what").getByText("Everything is committed.").waitFor();
    await window.button("Git: dispatch/engine").click();
    await page.getByRole("menuitem", { name: "Commits…" }).click();
    const commits = page.getByRole("dialog", { name: "Commits" }).getByTestId("commit");
    await commits.filter({ hasText: "Line fifty is five" }).getByText("signed").waitFor();
    expect(await commits.count()).toBe(2);
  },
);

journey(
  "a push that is refused says what to do; what was discarded comes back; branches and snapshots are compared with",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    const owner = await Account.register(server.url);
    await using host = await SshHost.open({ git: true });
    using origin = new GitOrigin({ "a.txt": "one\ntwo\nthree\n" });
    host.letIn((await gitIdentity(owner)).publicKey);
    const repo = { url: `${host.address}${origin.path}` };
    const workspace = await readyWorkspace(owner, { kind: "worktree", name: "Engine", repo });
    const write = async (path: string, text: string) => {
      const address = `/api/workspaces/${workspace.id}/files/content?path=${path}`;
      const answer = await owner.request("PUT", address, { body: Buffer.from(text) });
      expect(answer.status, answer.text).toBeLessThan(300);
    };
    await write("a.txt", "one\n  two\nthree\nfour\n");
    await write("new.txt", "new\n");
    const visitor = await visit(server.url, { expected: [/409 .*\/git\/push/, /409 .*\/git\/pull-request/] });
    const window = await visitor.signIn("owner@example.com", `/workspaces/${workspace.id}/review`);
    const { page } = window;
    const diff = page.getByTestId("diff-view");
    await diff.getByText("four", { exact: true }).waitFor();
    await diff.getByText("two").nth(1).waitFor();
    await page.keyboard.press("w");
    await expect.poll(() => diff.getByText("two").count()).toBeLessThan(3);
    await page.keyboard.press("w");

    // Discarded after a second word, and taken back.
    await fileRow(page, "new.txt").click();
    await window.button("Discard changes").click();
    const question = page.getByRole("alertdialog", { name: "Discard changes?" });
    await question.getByText("new.txt is new and will be deleted.").waitFor();
    await question.getByRole("button", { name: "Discard" }).click();
    await fileRow(page, "new.txt").waitFor({ state: "detached" });
    await page.getByText("This file does not differ any more.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await fileRow(page, "new.txt").waitFor();

    // The snapshot that was made before is compared with, and so is a branch of the origin.
    await window.button("Compared with: Start of the branch").click();
    await page.getByRole("menuitem", { name: "A snapshot…" }).click();
    const snapshots = page.getByRole("dialog", { name: "Snapshots" });
    const kept = snapshots.getByTestId("snapshot").filter({ hasText: "before discarding changes" });
    await kept.getByRole("button", { name: "Compare" }).click();
    await page.getByRole("heading", { name: "Nothing was changed" }).waitFor();
    await window.button("Compared with: A snapshot").click();
    await page.getByRole("menuitem", { name: "Another branch…" }).click();
    const choosing = page.getByRole("dialog", { name: "Compare with a branch" });
    await choosing.getByLabel("Branch").fill("origin/main");
    await choosing.getByRole("button", { name: /origin\/main/ }).click();
    await fileRow(page, "new.txt").waitFor();
    await window.button("Compared with: origin/main").click();
    await page.getByRole("menuitem", { name: "Last commit" }).click();
    await window.button("Compared with: Last commit").waitFor();
    await fileRow(page, "new.txt").waitFor();

    // Somebody else was faster: refused, brought up to date, and pushed.
    await page.getByLabel("Commit message").fill("Mine");
    await window.button("Commit").click();
    await page.getByTestId("commit-what").getByText("Everything is committed.").waitFor();
    origin.commit({ "theirs.txt": "theirs\n" }, "theirs", "dispatch/engine");
    await window.button("Git: dispatch/engine").click();
    await page.getByRole("menuitem", { name: "Push…" }).click();
    const pushing = page.getByRole("dialog", { name: "Push" });
    await pushing.getByRole("button", { name: "Push" }).click();
    await pushing.getByText("If the host has commits that are missing here").waitFor();
    await pushing.getByRole("button", { name: "Pull, own commits on top" }).click();
    await page.getByText("The branch is up to date now").waitFor();
    await pushing.getByRole("button", { name: "Push", exact: true }).click();
    await page.getByText("Pushed to dispatch/engine").waitFor();
    expect(origin.git(["log", "--format=%s", "dispatch/engine"]).trim().split("\n")).toEqual([
      "Mine",
      "theirs",
      "first",
    ]);

    // A new branch; and a host without pull requests says what would help.
    await window.button("Git: dispatch/engine").click();
    await page.getByRole("menuitem", { name: "Branches…" }).click();
    const branches = page.getByRole("dialog", { name: "Branches" });
    await branches.getByLabel("Find a branch, or name a new one").fill("topic");
    await branches.getByRole("button", { name: "Make topic and switch to it" }).click();
    await window.button("Git: topic").click();
    await page.getByRole("menuitem", { name: "Pull request…" }).click();
    await page
      .getByRole("dialog", { name: "Pull request" })
      .getByText("You have no access token for")
      .waitFor();
  },
);

journey("a large review is quick to hold: only what is seen is there", async ({ serve, visit }) => {
  const server = await serve();
  const owner = await Account.register(server.url);
  using origin = new GitOrigin();
  const workspace = await readyWorkspace(owner, {
    kind: "worktree",
    name: "Large",
    repo: { url: origin.url },
  });
  const script = `for i in $(seq 500); do mkdir -p src/d$((i % 20)); echo $i >src/d$((i % 20))/f$i.ts; done
    seq 4999 | sed 's/^/export const number = /' >long.ts; seq 9000 >cut.ts; printf 'a\\0b' >blob.bin`;
  const { id } = await owner.terminal({ workspaceId: workspace.id, shell: "/bin/sh", args: ["-c", script] });
  await owner.ended(id);
  const window = await (
    await visit(server.url)
  ).signIn("owner@example.com", `/workspaces/${workspace.id}/review`);
  const { page } = window;
  await page.getByTestId("review-progress").getByText("0 of 503 reviewed").waitFor();
  expect(await page.getByTestId("review-file").count()).toBeLessThan(80);
  await page.getByLabel("Filter files").fill("long");
  await fileRow(page, "long.ts").click();
  const diff = page.getByTestId("diff-view");
  await diff.getByText("number = 12", { exact: false }).first().waitFor();
  expect(await diff.locator("[data-index]").count()).toBeLessThan(120);
  await diff.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await diff.getByText("number = 4999", { exact: false }).waitFor();
  expect(await diff.locator("[data-index]").count()).toBeLessThan(120);
  await page.getByLabel("Filter files").fill("blob");
  await fileRow(page, "blob.bin").click();
  await page.getByText("A new file that is no text.").waitFor();
  await page.getByLabel("Filter files").fill("cut");
  await fileRow(page, "cut.ts").click();
  await diff.getByText("1", { exact: true }).first().waitFor();
  await diff.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await diff.getByText("More lines of this file differ than are shown here.", { exact: false }).waitFor();
});

journey("on a phone one file at a time is read, commented on and marked", async ({ serve, visit }) => {
  const server = await serve();
  const owner = await Account.register(server.url);
  using origin = new GitOrigin({ "a.txt": "one\ntwo\n" });
  const workspace = await readyWorkspace(owner, {
    kind: "worktree",
    name: "Pocket",
    repo: { url: origin.url },
  });
  const script = `echo "three, and a line that is much longer than a phone is wide, so that it has to be broken" >>a.txt`;
  const { id } = await owner.terminal({ workspaceId: workspace.id, shell: "/bin/sh", args: ["-c", script] });
  await owner.ended(id);
  const window = await (
    await visit(server.url, phone)
  ).signIn("owner@example.com", `/workspaces/${workspace.id}/review`);
  const { page } = window;
  await fileRow(page, "a.txt").tap();
  const diff = page.getByTestId("diff-view");
  await diff.getByText("three, and a line").waitFor();
  expect(await tooWide(page)).toEqual([]);
  await diff.getByRole("button", { name: "Comment on line 3 as it is now" }).tap();
  await diff.getByRole("textbox", { name: "Comment on line 3" }).fill("Shorter.");
  await diff.getByRole("button", { name: "Add comment" }).tap();
  await diff.getByTestId("review-comment").getByText("Shorter.").waitFor();
  await window.button("Reviewed").tap();
  await window.button("Back to the files").tap();
  await page.locator('[data-path="a.txt"][data-mark="reviewed"]').waitFor();
  expect(await tooWide(page)).toEqual([]);
});
