import { until } from "@dispatch/testkit/until";
import type { Locator, Page } from "playwright-core";

/** A shell that waits for a command. */
const PROMPT = /[#$%>] ?$/;

const INTERRUPT_AGAIN_MS = 3_000;

/** One window on Dispatch, with the words for what a person does and sees in it. */
export class Window {
  readonly page: Page;
  readonly terminal: Locator;
  readonly status: Locator;
  readonly connection: Locator;
  readonly completeUpTo: Locator;

  constructor(page: Page) {
    this.page = page;
    this.terminal = page.getByTestId("terminal");
    this.status = page.getByTestId("session-status");
    this.connection = page.getByTestId("connection");
    this.completeUpTo = page.getByTestId("complete-up-to");
  }

  /** The id of the session that the window shows. */
  get sessionId(): string {
    return new URL(this.page.url()).pathname.split("/").at(-1) ?? "";
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.button("Sign in").click();
    await this.page.waitForURL((url) => !url.pathname.endsWith("/login"));
  }

  /** The menu of who is signed in, which on a phone is in the drawer. */
  async openAccount(): Promise<void> {
    const drawer = this.button("Open menu");
    const account = this.button(/^Account: /);
    await drawer.or(account).first().waitFor();
    if (await drawer.isVisible()) await drawer.click();
    await account.click();
  }

  async signOut(): Promise<void> {
    await this.openAccount();
    await this.page.getByRole("menuitem", { name: "Sign out" }).click();
    await this.page.waitForURL("**/login");
  }

  /** Starts a terminal from the list and waits for its prompt. */
  async newTerminal(): Promise<void> {
    await this.page.getByTestId("new-terminal").click();
    await this.button("Start terminal").click();
    await this.page.waitForURL("**/sessions/*");
    await this.prompt();
  }

  /** The lines that can be seen now, without the empty ones. */
  async lines(): Promise<string[]> {
    const rows = await this.terminal.locator(".xterm-rows > div").allTextContents();
    return rows.map((row) => row.replaceAll("\u00a0", " ").trimEnd()).filter((row) => row !== "");
  }

  /** All that the terminal holds, scrolled away or not, the way a person takes it along. */
  async allLines(): Promise<string[]> {
    await this.button("Session actions").click();
    await this.page.getByRole("menuitem", { name: "Copy all as text" }).click();
    await this.page.getByText("The terminal's text is on the clipboard").last().waitFor();
    const text = await this.page.evaluate<string>("navigator.clipboard.readText()");
    return text.split(/\r?\n/);
  }

  async type(text: string): Promise<void> {
    await this.terminal.click();
    await this.page.keyboard.type(text);
  }

  /** Ctrl-C, as a keyboard sends it, until the shell is back: one between two commands of a loop may meet nobody. */
  async interrupt(): Promise<void> {
    await this.terminal.click();
    await until("a prompt after an interrupt", async () => {
      await this.page.keyboard.press("Control+c");
      return this.prompt(INTERRUPT_AGAIN_MS).catch(() => undefined);
    });
  }

  /** Waits for a line that matches, anywhere on the screen. */
  shows(line: string | RegExp): Promise<string> {
    return until(`a terminal that shows ${line}`, async () =>
      (await this.lines()).find((seen) => (typeof line === "string" ? seen === line : line.test(seen))),
    );
  }

  /** Waits until the last line is a prompt. */
  prompt(deadlineMs?: number): Promise<string> {
    const look = async () => {
      const last = (await this.lines()).at(-1);
      return last !== undefined && PROMPT.test(last) && last;
    };
    return until("a prompt", look, deadlineMs === undefined ? {} : { deadlineMs });
  }
}
