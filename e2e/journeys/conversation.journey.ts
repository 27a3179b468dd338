import { Account } from "@dispatch/testkit/account";
import { whyWithout } from "@dispatch/testkit/agent-server";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { steps, withScriptedAgent } from "./scripted-agent.ts";

/** So many rows are on the page at most, however long the conversation is. */
const ROWS_AT_MOST = 80;
const TURNS = 25;
const STEPS_IN_TURN = 68;

/** A conversation of 5,000 events: turns in which the agent says and thinks something, over and over. */
async function longConversation(owner: Account): Promise<string> {
  const { id } = await owner.agent("say The needle is here.");
  const story = Array.from({ length: STEPS_IN_TURN }, (_, index) => [
    `say Step ${index} of it, with a few words that fill a line.`,
    "think Hm.",
  ]).flat();
  for (let turn = 1; turn <= TURNS; turn += 1) {
    await owner.sessionWhere(
      id,
      `at rest after ${turn} turns`,
      ({ status, agent }) => status === "idle" && agent?.turns === turn,
    );
    await owner.request("POST", `/api/sessions/${id}/messages`, {
      body: { text: steps(`say Turn ${turn} begins.`, ...story, `say Turn ${turn} ends.`) },
    });
  }
  await owner.sessionWhere(
    id,
    "at rest",
    ({ status, agent }) => status === "idle" && agent?.turns === TURNS + 1,
  );
  return id;
}

const rowsOn = (page: Page) => page.getByTestId("row").count();

journey(
  "a conversation of 5,000 events opens at its end, is scrolled, searched and linked to, with few rows on the page",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    const owner = await Account.register(server.url);
    const id = await longConversation(owner);
    const { lastSeq } = await owner.session(id);
    expect(lastSeq).toBeGreaterThan(5_000);

    const window = await (await visit(server.url)).signIn();
    const { page } = window;
    await page.addInitScript(`globalThis.longTasks = [];
      new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => Math.round(duration))))
        .observe({ type: "longtask", buffered: true });`);
    const before = performance.now();
    await page.goto(`/sessions/${id}`);
    const end = page.getByTestId("answer").getByText(`Turn ${TURNS} ends.`);
    await end.waitFor();
    console.info(
      `a conversation of ${lastSeq} events is shown after ${Math.round(performance.now() - before)} ms`,
    );
    expect(await rowsOn(page)).toBeLessThan(ROWS_AT_MOST);
    const told = page.getByTestId("complete-up-to");
    await page.locator(`[data-testid="complete-up-to"][data-seq="${lastSeq}"]`).waitFor();
    expect(await told.getAttribute("data-head")).toBe(String(lastSeq));

    // Scrolled back by the wheel: what is read moves by what the wheel says, also when earlier parts arrive.
    const conversation = page.getByTestId("conversation");
    await conversation.hover();
    await page.evaluate("longTasks.length = 0");
    for (let turn = 0; turn < 40; turn += 1) {
      const top = conversation.getByTestId("row").nth(10);
      const key = await top.getAttribute("data-key");
      const row = conversation.locator(`[data-key="${key}"]`);
      const from = (await row.boundingBox())?.y ?? 0;
      await page.mouse.wheel(0, -400);
      await expect.poll(async () => ((await row.boundingBox())?.y ?? from) - from).toBeGreaterThan(0);
    }
    expect(await rowsOn(page)).toBeLessThan(ROWS_AT_MOST);
    console.info(
      `long tasks while it was scrolled, in ms: ${String(await page.evaluate("longTasks.join(' ')"))}`,
    );

    // Turn by turn with keys, and by the list.
    await page.keyboard.press("Alt+ArrowUp");
    await page.locator('[data-testid="said"].marked-item').waitFor();
    await window.button("Jump to latest").click();
    await end.waitFor();

    // What was said first is not on the page: it is found all the same, and whoever gets its address gets there.
    await page.keyboard.press("Control+f");
    const find = page.getByTestId("conversation-find");
    await find.getByRole("textbox").fill("THE NEEDLE");
    const needle = page.getByTestId("answer").getByText("The needle is here.");
    await needle.waitFor();
    await find.getByText("2 of 2").waitFor();
    expect(await rowsOn(page)).toBeLessThan(ROWS_AT_MOST);
    await find.getByRole("textbox").press("Escape");
    await needle.hover();
    await page
      .getByTestId("answer")
      .filter({ hasText: "The needle is here." })
      .getByRole("button", { name: /^Actions/ })
      .click();
    await page.getByRole("menuitem", { name: "Copy link" }).click();
    const link = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(link).toContain(`/sessions/${id}?item=`);
    await page.goto("/");
    await page.goto(link);
    await needle.waitFor();
    await page.locator('[data-testid="answer"].marked-item').getByText("The needle is here.").waitFor();
  },
);

journey(
  "what a command prints is shown with its colours while it runs, and what was opened stays open",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    const owner = await Account.register(server.url);
    const { id } = await owner.agent("say Hello.");
    await owner.sessionWhere(id, "at rest", ({ status }) => status === "idle");
    await owner.request("PATCH", `/api/sessions/${id}`, { body: { mode: "free" } });
    const window = await (await visit(server.url)).signIn("owner@example.com", `/sessions/${id}`);
    const { page } = window;
    const message = page.getByRole("textbox", { name: "Message" });
    // printf knows the sign for ESC by its number.
    await message.fill(
      String.raw`run seq 1 40; printf '\033[32mgreen\033[0m\n'; cat stop 2>/dev/null || sleep 60`,
    );
    await message.press("Enter");
    const tool = page.getByTestId("tool");
    await tool.locator(".ink-2").getByText("green").waitFor();
    expect(await tool.getByTestId("tool-output").innerText()).not.toMatch(/^1$/m);
    await tool.getByRole("button", { name: "Show all 41 lines" }).click();
    await tool
      .getByTestId("tool-output")
      .getByText(/^1\n2\n/)
      .waitFor();

    // Escape, pressed twice: the second is not for the turn that waits behind it.
    await message.fill("say And then.");
    await message.press("Enter");
    await page.getByTestId("queued").waitFor();
    await message.press("Escape");
    await message.press("Escape");
    await page.locator('[data-testid="turn-end"][data-outcome="interrupted"]').waitFor();
    await page.getByTestId("answer").getByText("And then.").waitFor();
    await page.locator('[data-testid="turn-end"][data-outcome="completed"]').last().waitFor();
    expect(await page.locator('[data-testid="turn-end"][data-outcome="interrupted"]').count()).toBe(1);
    await tool.getByRole("button", { name: "Show less" }).waitFor();
  },
);

journey("a failure says what to do, and is tried again with one press", async ({ serve, visit }) => {
  const server = await serve({}, withScriptedAgent);
  const owner = await Account.register(server.url);
  const { id } = await owner.agent("fault -32603 Overloaded");
  const window = await (await visit(server.url)).signIn("owner@example.com", `/sessions/${id}`);
  const { page } = window;
  const failures = page.locator('[data-testid="agent-error"][data-code="overloaded"]');
  await failures.getByRole("button", { name: "Try again" }).click();
  await failures.nth(1).waitFor();
  // Only the newest one is tried again.
  await expect.poll(() => page.getByRole("button", { name: "Try again" }).count()).toBe(1);
});

const why = whyWithout("claude");
journey.skipIf(why !== undefined)(
  "files go back to before a message and forth again, and a conversation branches off there",
  async ({ serveAgents, visit }) => {
    const it = await serveAgents();
    const made = await it.owner.request<{ id: string }>("POST", "/api/workspaces", {
      body: { kind: "plain", name: "notes" },
    });
    const workspaceId = made.body.id;
    const git =
      "git init -q . && git -c user.email=a@example.org -c user.name=A commit -q --allow-empty -m begin";
    const shell = { shell: "/bin/sh", args: ["-c", git] };
    await it.owner.ended((await it.owner.terminal({ ...shell, workspaceId: workspaceId as never })).id);
    const task = await it.begin({
      provider: "claude",
      workspaceId: workspaceId as never,
      prompt: "write a.txt | first",
    });
    await task.finish(() => ({ decision: "allow" }));
    await task.send("write b.txt | second");
    await task.finish(() => ({ decision: "allow" }));

    const window = await (await visit(it.server.url)).signIn("owner@example.com", `/sessions/${task.id}`);
    const { page } = window;
    const files = async () => {
      const answer = await it.owner.request<{ items: { name: string }[] }>(
        "GET",
        `/api/workspaces/${workspaceId}/files`,
      );
      return answer.body.items.map(({ name }) => name).filter((name) => name.endsWith(".txt"));
    };
    const second = page.getByTestId("said").filter({ hasText: "second" });
    const act = async (name: string) => {
      await second.getByRole("button", { name: "Actions for this message" }).click();
      await page.getByRole("menuitem", { name }).click();
    };
    await act("Restore files to before this…");
    await page.getByRole("alertdialog").getByRole("button", { name: "Restore files" }).click();
    await page.getByText("1 file was restored").waitFor();
    expect(await files()).toEqual(["a.txt"]);
    await window.button("Undo").click();
    await page.getByText("The files are again as they were").waitFor();
    expect(await files()).toEqual(["a.txt", "b.txt"]);

    await act("Branch off here…");
    await page.getByRole("alertdialog").getByRole("button", { name: "Branch off" }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(task.id));
    const message = page.getByRole("textbox", { name: "Message" });
    await expect.poll(() => message.inputValue()).toBe("write b.txt | second");
  },
);

journey(
  "what an agent changed is opened in its file, at the place it has there now",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    const owner = await Account.register(server.url);
    const { id } = await owner.agent(
      steps("run seq 1 200 > long.txt", "edit long.txt | 150 | hundred and fifty"),
    );
    const window = await (await visit(server.url)).signIn("owner@example.com", `/sessions/${id}`);
    const { page } = window;
    const allow = page.getByTestId("approval").getByRole("button", { name: /^Allow once/ });
    await allow.click();
    const edit = page.locator('[data-testid="tool"][data-kind="edit"]');
    await edit.getByTestId("approval").or(edit.getByTestId("diff")).first().waitFor();
    await allow.click();
    await page.getByTestId("turn-end").waitFor();

    await edit.getByRole("link", { name: "Open file", exact: true }).click();
    await page.waitForURL(/\/files\?path=long\.txt%23L150$/);
    await page.locator(".cm-activeLine").getByText("hundred and fifty", { exact: true }).waitFor();

    // The name above the change leads there too, and by keys.
    await page.goto(`/sessions/${id}`);
    await edit.getByRole("link", { name: "long.txt" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/files\?path=long\.txt%23L150$/);
  },
);
