import { Account, PASSWORD } from "@dispatch/testkit/account";
import { scriptedAgent } from "@dispatch/testkit/agent-server";
import { TestServer } from "@dispatch/testkit/test-server";
import { type Browser, type BrowserContext, type Page, chromium } from "playwright-core";

const EMAIL = "owner@example.com";

/** Chromium, and a server whose owner is signed in there. */
export class SignedInBrowser implements AsyncDisposable {
  readonly server: TestServer;
  readonly owner: Account;
  readonly #browser: Browser;
  readonly #login: Awaited<ReturnType<BrowserContext["storageState"]>>;

  private constructor(parts: {
    server: TestServer;
    owner: Account;
    browser: Browser;
    login: Awaited<ReturnType<BrowserContext["storageState"]>>;
  }) {
    this.server = parts.server;
    this.owner = parts.owner;
    this.#browser = parts.browser;
    this.#login = parts.login;
  }

  static async open(): Promise<SignedInBrowser> {
    const server = await TestServer.start({
      config: (home) => ({ agentProvider: "scripted", agents: [scriptedAgent(home)] }),
    });
    const browser = await chromium.launch({
      executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-background-networking"],
    });
    const owner = await Account.register(server.url, EMAIL);
    return new SignedInBrowser({ server, owner, browser, login: await signIn(browser, server.url) });
  }

  /** A page of a browser that has nothing of the app yet but the login. Terminals are drawn as elements. */
  async page(): Promise<Page> {
    const context = await this.#browser.newContext({
      baseURL: this.server.url,
      viewport: { width: 1280, height: 800 },
      serviceWorkers: "block",
      storageState: this.#login,
      // What every way to a server lets through; the newer coding is smaller.
      extraHTTPHeaders: { "accept-encoding": "gzip" },
    });
    const page = await context.newPage();
    await page.addInitScript(
      `localStorage.setItem("dispatch.preferences", JSON.stringify({ renderer: "dom" }))`,
    );
    return page;
  }

  async [Symbol.asyncDispose]() {
    await this.#browser.close();
    await this.server[Symbol.asyncDispose]();
  }
}

async function signIn(browser: Browser, baseURL: string) {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/login"));
  const login = await context.storageState();
  await context.close();
  return login;
}
