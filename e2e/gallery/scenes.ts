/// <reference lib="dom" />
import { until } from "@dispatch/testkit/until";
import type { Page } from "playwright-core";
import type { Made } from "./stage.ts";

export type Scene = {
  readonly name: string;
  /** What the picture shows, in a sentence. */
  readonly text: string;
  /** Brings a page that is signed in to what is to be seen. */
  readonly show: (page: Page, made: Made) => Promise<void>;
  /** Only on screens with room for it. */
  readonly isWide?: true;
};

const open = (page: Page, path: string) => page.goto(path);

async function atTheEnd(page: Page): Promise<void> {
  await page.getByTestId("turn-end").waitFor();
  await until("the end of the conversation", () =>
    page
      .getByTestId("conversation")
      .evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 3),
  );
}

/** Everything in the gallery, in its order. */
export const scenes: readonly Scene[] = [
  {
    name: "home",
    text: "All sessions, by what they need.",
    show: async (page) => {
      await open(page, "/");
      await page.getByTestId("session-row").nth(4).waitFor();
    },
  },
  {
    name: "desk",
    text: "Tabs and splits: an agent at work beside a shell and a server.",
    isWide: true,
    show: async (page, made) => {
      await open(page, `/sessions/${made.fix}`);
      await atTheEnd(page);
      await page.getByTestId("sidebar-session").filter({ hasText: "Shell" }).click();
      await page.getByTestId("terminal").waitFor();
      await page.getByTestId("tab").filter({ hasText: "Shell" }).click({ button: "right" });
      await page.getByRole("menuitem", { name: "Move to the side" }).click();
      await page.getByTestId("tab").filter({ hasText: "Shell" }).click();
      await page.getByTestId("sidebar-session").filter({ hasText: "Tests" }).click();
      await page.getByTestId("tab").filter({ hasText: "Tests" }).click({ button: "right" });
      await page.getByRole("menuitem", { name: "Move below" }).click();
      await page.getByTestId("terminal").nth(1).getByText("pass").first().waitFor();
    },
  },
  {
    name: "terminal",
    text: "A terminal; its output is still there when the browser, the network or the server was not.",
    show: async (page, made) => {
      await open(page, `/sessions/${made.tests}`);
      await page.getByTestId("terminal").getByText("pass").first().waitFor();
    },
  },
  {
    name: "agent",
    text: "A conversation with an agent: its plan, its commands, its edits, its answer.",
    show: async (page, made) => {
      await open(page, `/sessions/${made.fix}`);
      await atTheEnd(page);
    },
  },
  {
    name: "approval",
    text: "What an agent may not do by itself waits for you, with all there is to know.",
    show: async (page, made) => {
      await open(page, `/sessions/${made.release}`);
      await page.getByTestId("approval").waitFor();
    },
  },
  {
    name: "inbox",
    text: "Everything that waits, of all sessions, in one list.",
    show: async (page) => {
      await open(page, "/inbox");
      await page.getByTestId("approval").first().waitFor();
    },
  },
  {
    name: "review",
    text: "What was changed, file by file, with comments for the agent, up to the commit and the pull request.",
    show: async (page, made) => {
      await open(page, `/workspaces/${made.workspace}/review`);
      await page.getByTestId("review-file").first().click();
      await page.getByTestId("diff-view").waitFor();
    },
  },
  {
    name: "files",
    text: "The files of a workspace, and an editor that merges what agents write meanwhile.",
    show: async (page, made) => {
      await open(page, `/workspaces/${made.workspace}/files?path=src/amount.js`);
      await page.locator(".cm-content").getByText("formatAmount").first().waitFor();
    },
  },
  {
    name: "preview",
    text: "A document as it is meant to be read, beside its editor, and anew with every change.",
    isWide: true,
    show: async (page, made) => {
      await open(page, `/workspaces/${made.workspace}/files?path=README.md`);
      await page.locator(".cm-content").getByText("Ledger").waitFor();
      await page.keyboard.press("Alt+Shift+v");
      await page.getByTestId("preview-pane").getByRole("heading", { name: "Ledger" }).waitFor();
    },
  },
  {
    name: "playback",
    text: "Any session is played back, from any point.",
    show: async (page, made) => {
      await open(page, `/sessions/${made.fix}`);
      await page.getByTestId("turn-end").waitFor();
      await page.getByRole("button", { name: "Session actions", exact: true }).click();
      await page.getByRole("menuitem", { name: "Play back" }).click();
      await page.getByTestId("playback-conversation").getByText("Amounts were always").waitFor();
    },
  },
  {
    name: "palette",
    text: "Every action and session, two keys away.",
    isWide: true,
    show: async (page) => {
      await open(page, "/");
      await page.getByTestId("session-row").first().waitFor();
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "workspaces",
    text: "Folders, clones and worktrees, each with its sessions.",
    show: async (page) => {
      await open(page, "/workspaces");
      await page.getByText("ledger", { exact: false }).first().waitFor();
    },
  },
  {
    name: "usage",
    text: "What agents used, and the limits they stop at.",
    show: async (page) => {
      await open(page, "/settings/usage");
      await page.getByTestId("day-columns").waitFor();
    },
  },
  {
    name: "rules",
    text: "What agents may do without asking, tried out before it counts.",
    show: async (page) => {
      await open(page, "/settings/rules");
      await page.getByTestId("rule").first().waitFor();
    },
  },
];
