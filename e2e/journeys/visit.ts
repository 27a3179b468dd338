import { PASSWORD } from "@dispatch/testkit/account";
import type { BrowserContext, ConsoleMessage, Page } from "playwright-core";
import { Window } from "./window.ts";

/** A visitor's first question is always who he is; the browser notes that the answer was "nobody". */
const SIGNED_OUT = /401 .*\/api\/auth\/me$/;

/** One person's browser: its windows share the login. */
export class Visit {
  readonly context: BrowserContext;
  /** What the browser's console and its pages found wrong. */
  readonly complaints: string[] = [];
  readonly #expected: readonly RegExp[];

  constructor(context: BrowserContext, expected: readonly RegExp[]) {
    this.context = context;
    this.#expected = [SIGNED_OUT, ...expected];
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.#note(textOf(message));
    });
    context.on("weberror", (error) => this.#note(String(error.error().stack)));
  }

  /** A window at this path; the terminals in it are drawn as elements, whose text can be read. */
  async open(path = "/"): Promise<Window> {
    const page = await this.context.newPage();
    await drawAsElements(page);
    await page.goto(path);
    return new Window(page);
  }

  async signIn(email = "owner@example.com", path = "/"): Promise<Window> {
    const window = await this.open(path);
    await window.signIn(email, PASSWORD);
    return window;
  }

  /** With a name, leaves a picture of every window and a trace of all that happened. */
  async close(resultName?: string): Promise<void> {
    if (resultName !== undefined) {
      for (const [index, page] of this.context.pages().entries()) {
        await page.screenshot({ path: `${resultName}-${index + 1}.png` });
      }
    }
    await this.context.tracing.stop(resultName === undefined ? {} : { path: `${resultName}.zip` });
    await this.context.close();
  }

  #note(complaint: string) {
    if (!this.#expected.some((expected) => expected.test(complaint))) this.complaints.push(complaint);
  }
}

function textOf(message: ConsoleMessage): string {
  return `${message.text()} ${message.location().url}`;
}

async function drawAsElements(page: Page): Promise<void> {
  // A frame without an origin of its own has no storage either.
  await page.addInitScript(`self === top && (localStorage.getItem("dispatch.preferences") ??
    localStorage.setItem("dispatch.preferences", JSON.stringify({ renderer: "dom" })))`);
}
