import { execFileSync } from "node:child_process";
import { whyWithout } from "@dispatch/testkit/agent-server";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { gitIdentity, readyWorkspace } from "@dispatch/testkit/workspaces";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { steps } from "./scripted-agent.ts";

const why = whyWithout("claude");
journey.skipIf(why !== undefined)(
  "a task is given to Claude, asked about, looked through and committed, without leaving the page",
  async ({ serveAgents, visit }) => {
    const it = await serveAgents();
    using origin = new GitOrigin({ "price.txt": "one hundred\n" });
    await gitIdentity(it.owner);
    const repo = { url: origin.url };
    const workspace = await readyWorkspace(it.owner, { kind: "worktree", name: "Prices", repo });
    const window = await (await visit(it.server.url)).signIn();
    const { page } = window;

    await page.getByTestId("new-agent").click();
    await page.getByLabel("Agent", { exact: true }).selectOption({ label: "Claude" });
    await page.getByLabel("Workspace", { exact: true }).selectOption({ label: "Prices" });
    const task = steps(
      "run ls price.txt",
      "write price.txt | ninety nine",
      "run rm price.txt",
      "say The price is lower now.",
    );
    await page.getByLabel("First task").fill(task);
    await page.getByLabel("First task").press("Enter");
    await page.waitForURL("**/sessions/*");

    // Looking is nothing that Claude asks about; each change is asked with what it would do, and the last one is denied.
    const card = page.getByTestId("approval");
    const allow = card.getByRole("button", { name: /^Allow once/ });
    await card.getByTestId("diff").getByText("ninety nine").waitFor();
    await allow.click();
    await card.getByText("rm price.txt").first().waitFor();
    await card.getByRole("button", { name: "Deny", exact: true }).click();
    await page.getByText("The price is lower now.", { exact: true }).waitFor();
    await page.locator('[data-testid="turn-end"][data-outcome="completed"]').waitFor();

    await page.getByRole("link", { name: "Changes of Prices" }).click();
    await page.locator('[data-testid="review-file"][data-path="price.txt"]').click();
    await page.getByTestId("diff-view").getByText("ninety nine").waitFor();
    await page.getByLabel("Commit message").fill("Lower the price");
    await window.button("Commit").click();
    await page.getByText(/Committed [0-9a-f]{7}: Lower the price/).waitFor();
    const log = execFileSync("git", ["-C", workspace.path, "log", "-1", "--format=%an %s", "--stat"]);
    expect(log.toString()).toMatch(/^Ada Lovelace Lower the price\n[^]*price\.txt \| 2/);
    // The conversation is still a tab away.
    await page.getByTestId("tab").first().click();
    await page.getByText("The price is lower now.", { exact: true }).waitFor();
  },
);
