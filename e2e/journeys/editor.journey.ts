import { Account } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import { expect } from "vitest";
import { Files, FilesPage } from "./files-page.ts";
import { journey } from "./journey.ts";
import { withScriptedAgent, steps } from "./scripted-agent.ts";

journey(
  "a file is edited and saved; what a program writes is merged, and where both changed a line a person chooses",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const files = await Files.make(owner, {
      "src/notes.txt": "one\ntwo\nthree\nfour\nfive\n",
      "crlf.txt": "a\r\nb\r\n",
    });
    const person = await visit(server.url);
    const window = await person.signIn("owner@example.com", files.address);
    const { page } = window;
    const pane = new FilesPage(page);

    await pane.row("src").click();
    await pane.open("src/notes.txt");
    await pane.endOf("two");
    await page.keyboard.type(" and more");
    await page.getByTestId("save-state").getByText("Not saved").waitFor();
    await page.keyboard.press("Control+s");
    await files.holds("src/notes.txt", "one\ntwo and more\nthree\nfour\nfive\n");
    await page.getByTestId("save-state").getByText("Saved", { exact: true }).waitFor();

    // A program writes elsewhere in the file: it comes in, and what is typed stays.
    await pane.endOf("one");
    await page.keyboard.type("!");
    await pane.settled();
    files.write("src/notes.txt", "one\ntwo and more\nthree\nfour\nFIVE\n");
    await pane.shows("FIVE");
    await pane.shows("one!");
    await page.locator(".cm-fresh").first().waitFor();
    await page.keyboard.type("?");
    await pane.shows("one!?");
    await page.getByTestId("save").click();
    await files.holds("src/notes.txt", "one!?\ntwo and more\nthree\nfour\nFIVE\n");

    // Both change one line: nothing is written until a person has made one of both.
    await pane.endOf("three");
    await page.keyboard.type(" mine");
    await pane.settled();
    files.write("src/notes.txt", "one!?\ntwo and more\nthree theirs\nfour\nFIVE\n");
    await pane.button("Compare").click();
    const conflict = page.getByTestId("conflict");
    await conflict.getByText("three theirs").waitFor();
    const mine = conflict.getByRole("textbox", { name: "Here, and what you make of it" });
    await mine.locator(".cm-line", { hasText: "three mine" }).click();
    await page.keyboard.press("End");
    await page.keyboard.type(" and theirs");
    await pane.button("Save what is on the right").click();
    await files.holds("src/notes.txt", "one!?\ntwo and more\nthree mine and theirs\nfour\nFIVE\n");
    await conflict.waitFor({ state: "detached" });
    await pane.shows("three mine and theirs");
    expect(files.read("src/notes.theirs-1.txt")).toBeUndefined();

    // Line ends stay what they were; one that takes theirs or keeps mine does so.
    await pane.open("crlf.txt");
    await pane.endOf("a");
    await page.keyboard.press("Enter");
    await page.keyboard.type("new");
    await page.keyboard.press("Control+s");
    await files.holds("crlf.txt", "a\r\nnew\r\nb\r\n");
    await page.keyboard.type(" mine");
    await pane.settled();
    files.write("crlf.txt", "a\r\nnew theirs\r\nb\r\n");
    await pane.button("Compare").click();
    await pane.button("Keep mine").click();
    await files.holds("crlf.txt", "a\r\nnew mine\r\nb\r\n");
    expect(files.read("crlf.theirs-1.txt")).toBe("a\r\nnew theirs\r\nb\r\n");
    await pane.row("crlf.theirs-1.txt").waitFor();
  },
);

journey(
  "two windows see each other's typing, and closing what is not saved asks first",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const files = await Files.make(owner, { "a.ts": "const one = 1;\nconst two = 2;\n" });
    const person = await visit(server.url);
    const first = new FilesPage((await person.signIn("owner@example.com", files.address)).page);
    await first.open("a.ts");
    const second = new FilesPage(
      (await person.open(`${files.address}?path=${encodeURIComponent("a.ts#L2")}`)).page,
    );
    await second.shows("const two = 2;");
    expect(await second.page.getByTestId("cursor").innerText()).toBe("Ln 2, Col 1");

    await first.endOf("one");
    await second.endOf("two");
    await first.page.keyboard.type(" // first");
    await second.page.keyboard.type(" // second");
    for (const pane of [first, second]) {
      await pane.shows("const one = 1; // first");
      await pane.shows("const two = 2; // second");
    }
    // Undo takes back one's own.
    await first.page.keyboard.press("Control+z");
    await second.shows("const one = 1;");
    await first.shows("const two = 2; // second");

    await first.button("Close a.ts").click();
    const question = first.page.getByRole("alertdialog");
    await question.getByRole("button", { name: "Cancel" }).click();
    await first.button("Close a.ts").click();
    await question.getByRole("button", { name: "Save and close" }).click();
    await files.holds("a.ts", "const one = 1;\nconst two = 2; // second\n");
    await second.tab("a.ts").waitFor({ state: "detached" });
  },
);

journey("what was typed while the server was away is there at the next visit", async ({ serve, visit }) => {
  const server = await serve();
  const owner = await Account.register(server.url);
  const files = await Files.make(owner, { "a.txt": "one\n" });
  const person = await visit(server.url, {
    expected: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE/],
  });
  const first = new FilesPage((await person.signIn("owner@example.com", files.address)).page);
  await first.open("a.txt");
  await first.endOf("one");
  await server.kill();
  await first.page.getByText("Connection lost").waitFor();
  await first.page.keyboard.type(" while away");
  await first.page.getByTestId("save-state").getByText("Waits for the connection").waitFor();
  await first.page.close();

  await server.start();
  const second = new FilesPage((await person.open(files.address)).page);
  await second.page.getByText("What you typed here last time did not reach the server.").waitFor();
  await second.shows("one");
  await second.button("Take it up again").click();
  await second.shows("one while away");
  await second.settled();
  await second.page.reload();
  await second.shows("one while away");
  expect(await second.page.getByText("What you typed here last time").count()).toBe(0);
});

journey(
  "an agent is followed: its edits open the file at the place, and leave a person who types alone",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    const owner = await Account.register(server.url);
    const lines = Array.from({ length: 300 }, (_, index) => `line ${index + 1}`);
    const files = await Files.make(owner, { "long.txt": lines.join("\n"), "mine.txt": "mine\n" });
    const body = { kind: "agent", workspaceId: files.id, prompt: "say Ready." };
    const agent = (await owner.request<{ id: string }>("POST", "/api/sessions", { body })).body;
    await owner.sessionWhere(agent.id, "idle", ({ status }) => status === "idle");

    const person = await visit(server.url);
    const { page } = await person.signIn("owner@example.com", files.address);
    const pane = new FilesPage(page);
    await pane.row("long.txt").waitFor();
    await page.getByTestId("follow").click();
    await page.getByRole("menuitemradio").first().click();
    await page.getByRole("button", { name: /^Following / }).waitFor();

    await tell(steps("edit long.txt | line 250 | line 250, CHANGED"));
    await pane.tab("long.txt").waitFor();
    await allow();
    await pane.shows("line 250, CHANGED");
    await page.locator(".cm-fresh", { hasText: "CHANGED" }).first().waitFor();
    await idle();

    await tell(steps("write made/new.md | brand new"));
    await allow();
    await pane.tab("new.md").waitFor();
    await page.locator(".cm-fresh", { hasText: "brand new" }).first().waitFor();
    await idle();

    // Somebody who types keeps what they type in; the way to the agent is told.
    await pane.open("mine.txt");
    await pane.endOf("mine");
    await page.keyboard.type(" is");
    await tell(steps("edit long.txt | line 10 | line 10, TOO"));
    // At work is who has typed just now, however long the agent takes.
    const elsewhere = page.getByText(/ is at long\.txt$/);
    await until("where the agent is", async () => {
      await page.keyboard.type(".");
      return elsewhere.isVisible();
    });
    expect((await pane.lines())[0]).toMatch(/^mine is\.+$/);
    await pane.button("Show").click();
    await pane.tab("long.txt").and(page.locator("[aria-selected=true]")).waitFor();

    async function tell(text: string) {
      await owner.request("POST", `/api/sessions/${agent.id}/messages`, { body: { text } });
    }
    async function allow() {
      const approval = await until("a question", async () => {
        const { body } = await owner.request<{ items: { id: string }[] }>("GET", "/api/approvals?state=open");
        return body.items[0];
      });
      await owner.request("POST", `/api/approvals/${approval.id}`, {
        body: { decision: "allow" },
      });
    }
    async function idle() {
      await owner.sessionWhere(agent.id, "idle", ({ status }) => status === "idle");
    }
  },
);

journey(
  "an editor is made from the list and shared: who looks on sees what is typed, and cannot type",
  async ({ serve, visit }) => {
    const server = await serve({ DISPATCH_REGISTRATION: "open" });
    const owner = await Account.register(server.url);
    await Account.register(server.url, "bea@example.com");
    const person = await visit(server.url);
    const { page } = await person.signIn();
    const pane = new FilesPage(page);
    await pane.button("New").click();
    await pane.menu("New editor");
    await pane.button("Open editor").click();
    await page.waitForURL("**/sessions/*");
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await page.getByText("Nothing is open").waitFor();
    await pane.button("Show files").click();
    await pane.button("New file").first().click();
    await page.getByLabel("Name of the new file").fill("shared.md");
    await page.keyboard.press("Enter");
    await pane.tab("shared.md").waitFor();
    await pane.code.locator(".cm-content").click();
    await page.keyboard.type("# Common");
    await pane.settled();
    await owner.request("POST", `/api/sessions/${id}/shares`, {
      body: { with: "person", email: "bea@example.com", access: "view" },
    });

    const other = await (await visit(server.url)).signIn("bea@example.com", `/sessions/${id}`);
    const theirs = new FilesPage(other.page);
    await theirs.shows("# Common");
    await other.page.getByText("You are looking on.").waitFor();
    await theirs.code.locator(".cm-content").click();
    await other.page.keyboard.type("no");
    await page.keyboard.type(" ground");
    await theirs.shows("# Common ground");
    await pane.shows("# Common ground");
    // The preview is drawn of what is in the editor, and loads nothing from elsewhere.
    await theirs.button("Preview").click();
    await other.page.getByTestId("text-preview").getByRole("heading", { name: "Common ground" }).waitFor();
  },
);
