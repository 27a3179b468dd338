import { Account, PASSWORD } from "@dispatch/testkit/account";
import { scriptedAgent } from "@dispatch/testkit/agent-server";
import { TestServer } from "@dispatch/testkit/test-server";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "../../chromium.ts";

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
    const browser = await launchChromium();
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

  /** The longest that a page was busy with one task, in milliseconds of processor time: other work on the machine does not count. */
  async longestTask(page: Page, work: () => Promise<void>): Promise<number> {
    await this.#browser.startTracing(page, { categories: ["toplevel"] });
    await work();
    const trace = JSON.parse((await this.#browser.stopTracing()).toString()) as Trace;
    const isPage = ({ name, args }: TraceEvent) => name === "thread_name" && args?.name === "CrRendererMain";
    const pages = new Set(trace.traceEvents.filter(isPage).map(({ pid, tid }) => `${pid} ${tid}`));
    const tasks = trace.traceEvents.filter(
      ({ pid, tid, tdur }) => tdur !== undefined && pages.has(`${pid} ${tid}`),
    );
    return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
  }

  async [Symbol.asyncDispose]() {
    await this.#browser.close();
    await this.server[Symbol.asyncDispose]();
  }
}

type TraceEvent = {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time, in microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
};
type Trace = { readonly traceEvents: readonly TraceEvent[] };

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
