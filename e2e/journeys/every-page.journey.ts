import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Account } from "@dispatch/testkit/account";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { SilentHost } from "@dispatch/testkit/silent-host";
import { until } from "@dispatch/testkit/until";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { picture } from "./picture.ts";
import { withScriptedAgent, steps } from "./scripted-agent.ts";
import type { Window } from "./window.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A link that opens nothing is said in words; the browser notes the refusal as well. */
const ENDED_LINK = /401 .*\/api\/shared$/;
/** A file that is not there is said in words, too; what records the windows looks into frames that run no script. */
const PREVIEWED = [/status of 404 .*\/files\/entry/, /Blocked script execution in 'about:srcdoc'/];

/** A file of each kind of preview, and what is there when it is shown. */
const previewed = [
  [
    "guide.md",
    "# Guide\n\n[A link](a.csv), `code` and **more**.\n\n- [x] done\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```ts\nconst a = 1; // one\n```\n\n![picture](a.png)\n",
    ".hljs-keyword, pre span",
  ],
  ["a.png", picture(40, 30), "img"],
  ["a.csv", "name,number\none,1\n", "table"],
  ["a.json", '{ "a": [1, true, null] }', "pre span"],
  ["page.html", "<html lang=en><title>A page</title><main><h1>A page</h1></main>", "iframe"],
  ["a.wav", "no sound", "[role=status]"],
  ["report.pdf", "%PDF-1.4", "[data-testid=preview-note]"],
] as const;

// The browser's complaints, broken rules of the Content-Security-Policy among them, fail a journey by themselves.
for (const colorScheme of ["light", "dark"] as const) {
  journey(
    `every page in the ${colorScheme} is usable by all and free of complaints`,
    async ({ serve, visit }) => {
      const server = await serve({}, withScriptedAgent);
      using origin = new GitOrigin();
      await using silent = await SilentHost.open();
      const person = await visit(server.url, { colorScheme, expected: [ENDED_LINK, ...PREVIEWED] });
      const window = await person.open();
      const { page } = window;
      await page.waitForURL("**/setup");
      await judge("set-up");

      const owner = await Account.register(server.url);
      await page.goto("/");
      await page.waitForURL("**/login");
      await judge("sign-in");

      await window.signIn("owner@example.com", "correct horse battery staple");
      await page.getByRole("heading", { name: "No sessions yet" }).waitFor();
      await judge("empty list");
      await page.getByTestId("new-terminal").click();
      await page.getByRole("dialog", { name: "New terminal" }).waitFor();
      await judge("new terminal");
      await page.keyboard.press("Escape");
      await page.getByTestId("new-agent").click();
      await page.getByLabel("First task").waitFor();
      await judge("new agent");
      await page.keyboard.press("Escape");
      await page.goto("/inbox");
      await page.getByRole("heading", { name: "Nothing is waiting." }).waitFor();
      await judge("empty inbox");
      await page.goto("/");

      await owner.ended(
        (await owner.terminal({ shell: "/bin/sh", args: ["-c", "exit 3"], title: "Over" })).id,
      );
      const { id } = await owner.terminal({ title: "At work" });
      await page.getByTestId("session-row").getByText("At work").waitFor();
      await judge("list");
      await window.button("Actions for At work").click();
      await page.getByRole("menu").waitFor();
      await judge("menu of a session");

      await page.goto(`/sessions/${id}`);
      await coloured(window);
      await judge("terminal");
      await window.button("Find in terminal").click();
      await page.getByRole("search").waitFor();
      await judge("find");
      await window.button("Terminal settings").click();
      await page.getByRole("dialog", { name: "Terminal settings" }).waitFor();
      await judge("settings of a terminal");

      await page.keyboard.press("Escape");
      await window.type("cat\n");
      await page.evaluate("navigator.clipboard.writeText('one\\ntwo')");
      await until("a question before several lines are pasted", async () => {
        await page.keyboard.press("Control+Shift+v");
        return page.getByRole("alertdialog", { name: "Paste 2 lines?" }).isVisible();
      });
      await judge("several lines to paste");
      await page.getByRole("button", { name: "Cancel" }).click();

      await window.button("Share").click();
      const sharing = page.getByRole("dialog", { name: "Share “At work”" });
      await sharing.getByRole("radio", { name: "Whoever has a link" }).click();
      await sharing.getByLabel("Name for the link").fill("Visitor");
      await sharing.getByRole("button", { name: "Make link" }).click();
      const link = await page.getByRole("textbox", { name: "Link", exact: true }).innerText();
      await judge("a new link");
      await page.getByRole("button", { name: "Done" }).click();
      await sharing.getByText("Link · looks on").waitFor();
      await sharing.getByRole("radio", { name: "Type too" }).click();
      await judge("sharing");
      await page.keyboard.press("Escape");

      const guest = await person.open(link);
      await guest.page.getByText("You are looking on.").waitFor();
      await page.getByTestId("presence").click();
      await page.getByRole("dialog", { name: "In front of it now" }).waitFor();
      await judge("who is there");
      await guest.shows(/^ink 31/);
      expect({ guest: await violations(guest.page) }).toEqual({ guest: [] });
      await guest.page.close();
      await page.goto("/");
      await page.getByTestId("session-row").getByText("Shared").first().waitFor();
      await judge("a shared session in the list");
      await page.goto("/shared#dss_nonsense");
      await page.getByRole("heading", { name: "This link has ended" }).waitFor();
      await judge("a link that has ended");

      const agent = await owner.agent(
        steps(
          "think Hm.",
          "say **So** `it` is.",
          "todo One | Two",
          "run echo hello",
          "write a.md | b",
          "ask Which? | One | Two",
        ),
      );
      await page.goto(`/sessions/${agent.id}`);
      const asked = page.getByTestId("approval");
      const allow = asked.getByRole("button", { name: /^Allow once/ });
      await allow.waitFor();
      await judge("an agent that asks");
      await asked.getByRole("button", { name: "Change input" }).click();
      await judge("changing what a tool is given");
      await asked.getByRole("button", { name: "Cancel" }).click();
      await window.button("Messages").click();
      await page.getByTestId("turn-list").getByRole("button").first().waitFor();
      await judge("the messages of a conversation");
      await page.keyboard.press("Escape");
      await window.button("Find in conversation").click();
      await page.getByTestId("conversation-find").getByRole("textbox").fill("So");
      await page.getByTestId("conversation-find").getByText("of").waitFor();
      await judge("finding in a conversation");
      await page.keyboard.press("Escape");
      await window.button("Actions for this message").first().click();
      await page.getByRole("menuitem", { name: "Copy link" }).waitFor();
      await judge("the menu of a message");
      await page.keyboard.press("Escape");
      await allow.click();
      await asked.getByTestId("diff").waitFor();
      await judge("an edit that is asked for");
      await page.goto("/inbox");
      await allow.waitFor();
      await judge("inbox");
      await allow.click();
      await asked.getByText("Which?").waitFor();
      await judge("a question in the inbox");
      await asked.getByLabel("One").check();
      await asked.getByRole("button", { name: "Send answer" }).click();
      await page.getByTestId("outcome").first().waitFor();
      await judge("an inbox that was worked through");
      await page.goto(`/sessions/${agent.id}`);
      await page.getByTestId("turn-end").waitFor();
      await page.getByTestId("tool").first().getByRole("button").first().click();
      await judge("a conversation");

      const { body: place } = await owner.request<{ path: string }>(
        "GET",
        `/api/workspaces/${agent.workspaceId}`,
      );
      for (const [name, content, sign] of previewed) {
        writeFileSync(join(place.path, name), content);
        await page.goto(`/workspaces/${agent.workspaceId}/preview?path=${name}`);
        await page.locator(`[data-testid=preview-pane] ${sign}`).first().waitFor();
        await judge(`preview of ${name}`);
      }
      rmSync(join(place.path, "a.png"));
      await page.goto(`/workspaces/${agent.workspaceId}/preview?path=a.png`);
      await page.getByText("This file is not there").waitFor();
      await judge("preview of what is gone");
      await owner.request("DELETE", `/api/sessions/${agent.id}`);

      await page.goto("/settings/api-keys");
      await page.getByRole("button", { name: "Actions for key tests" }).click();
      await page.getByRole("menuitem", { name: "Disable" }).waitFor();
      await judge("api keys");
      await page.goto("/settings");
      await page.getByText("Signed in as").waitFor();
      await judge("profile");
      await page.goto("/settings/appearance");
      await page.getByRole("radiogroup", { name: "Theme", exact: true }).waitFor();
      await judge("appearance");
      await page.getByTestId("theme-file").setInputFiles({
        name: "coast.json",
        mimeType: "application/json",
        buffer: Buffer.from('{ "background": "#06283d", "foreground": "#dff6ff", "red": "crimson" }'),
      });
      await page.getByTestId("theme-warnings").waitFor();
      await judge("a theme that is uploaded");
      await page.keyboard.press("Escape");
      await page.goto("/settings/ways-in");
      await page.getByRole("button", { name: "Change password" }).waitFor();
      await judge("ways in");
      await page.goto("/settings/devices");
      await page.getByText("This device").waitFor();
      await judge("devices");
      await page.goto("/settings/terminal");
      await page.getByText("Copy on select").waitFor();
      await judge("terminal preferences");
      await page.goto("/settings/agents");
      await page.getByRole("button", { name: "Give a key for Scripted" }).click();
      await page.getByRole("dialog", { name: "Your key for Scripted" }).waitFor();
      await judge("a key for an agent");
      await page.keyboard.press("Escape");
      await judge("agents");
      await page.goto("/settings/rules");
      await page.getByRole("button", { name: "Add rule" }).click();
      const ruling = page.getByRole("dialog", { name: "Add a rule" });
      await ruling.getByRole("radio", { name: "Deny" }).click();
      await ruling.getByLabel("Commands it is about").fill("rm *");
      await judge("a new rule");
      await ruling.getByRole("button", { name: "Add rule" }).click();
      await page.getByTestId("rule").waitFor();
      await page.getByLabel("Command", { exact: true }).fill("ls && rm x");
      await page.getByRole("button", { name: "Try", exact: true }).click();
      await page.getByText("It would be denied").waitFor();
      await judge("rules, tried out");
      await page.goto("/settings/usage");
      await page.getByTestId("day-columns").waitFor();
      await page.getByRole("button", { name: "Add limit of yours" }).click();
      const limiting = page.getByRole("dialog", { name: "Add limit of yours" });
      await limiting.getByLabel("For").selectOption("Each day");
      await limiting.getByLabel("Limit", { exact: true }).fill("500");
      await judge("a new limit");
      await limiting.getByRole("button", { name: "Save" }).click();
      await page.getByTestId("budget").waitFor();
      await judge("usage and limits");
      await page.goto("/settings/data");
      await page.getByRole("radio", { name: "Everybody’s" }).click();
      await page.getByText("The database’s file").waitFor();
      await page.getByLabel("Ended", { exact: true }).selectOption("At any time");
      await window.button("Show what would go").click();
      await page.getByTestId("clean-up-item").first().waitFor();
      await judge("data");
      await window.button(/^Remove \d+ session/).click();
      await page.getByRole("alertdialog").waitFor();
      await judge("a clean-up that asks");
      await page.goto("/settings/server-settings");
      await page.getByRole("checkbox", { name: "For ever" }).uncheck();
      await page.getByLabel("Starts within a minute", { exact: true }).fill("0");
      await page.getByText("2 changes not saved").waitFor();
      await judge("server settings");
      await page.goto("/workspaces");
      await page.getByText("2 sessions, 1 live").waitFor();
      const scratch = await owner.request("POST", "/api/workspaces", {
        body: { kind: "plain", name: "Scratch" },
      });
      expect(scratch.status, scratch.text).toBe(201);
      await window.button("Delete Scratch").click();
      await page.getByRole("alertdialog", { name: "Delete “Scratch”?" }).waitFor();
      await judge("deleting a workspace");
      await window.button("Delete workspace").click();
      await window.button("Restore Scratch").waitFor();
      await judge("workspaces");
      await window.button("New workspace").click();
      const making = page.getByRole("dialog", { name: "New workspace" });
      await making.waitFor();
      await judge("new workspace");
      await making.getByLabel("Begin with").selectOption("A repository");
      await making.getByLabel("Address").fill(origin.url);
      await making.getByLabel("Branch").fill("nowhere");
      await judge("new workspace from a repository");
      await making.getByRole("button", { name: "Make workspace" }).click();
      await page.getByText('no branch, tag or commit "nowhere"').waitFor();
      await judge("a workspace that could not be made");
      await owner.request("POST", "/api/workspaces", {
        body: { kind: "worktree", name: "Engine", repo: { url: silent.url } },
      });
      await page.getByText("Getting ready").waitFor();
      await judge("a workspace that is being made");
      await window.button("Cancel making Engine").click();
      await window.button("Change origin").click();
      await page.getByRole("switch", { name: "Template" }).waitFor();
      await judge("changing a workspace");
      await page.goto("/settings/repositories");
      await window.button("Forget origin").waitFor();
      await judge("repositories");
      await window.button("Add repository").click();
      await page.getByRole("dialog", { name: "Add repository" }).waitFor();
      await judge("a new repository");
      await page.goto("/settings/people");
      await page.getByRole("heading", { name: "Open invitations" }).waitFor();
      await judge("people");
      await page.goto("/settings/sign-in-providers");
      await page.getByRole("button", { name: "Add provider" }).click();
      await page.getByRole("dialog", { name: "Add a sign-in provider" }).waitFor();
      await judge("sign-in providers");
      await page.goto("/settings/git-identities");
      await page.getByText("None yet. Add one").waitFor();
      await judge("no git identities");
      await page.getByRole("button", { name: "Add identity" }).click();
      const adding = page.getByRole("dialog", { name: "Add a git identity" });
      await adding.getByLabel("Name", { exact: true }).fill("Work");
      await adding.getByRole("radio", { name: "Bring a key" }).click();
      await adding.getByLabel("Private key").waitFor();
      await judge("a git identity with a key of one's own");
      await adding.getByRole("radio", { name: "Make a key" }).click();
      await adding.getByRole("button", { name: "Add identity" }).click();
      await page.getByTestId("identity").waitFor();
      await judge("git identities");
      await page.getByRole("button", { name: "Test connection of Work" }).click();
      const testing = page.getByRole("dialog", { name: "Test Work" });
      await testing.getByLabel("Host").fill("ssh://git@127.0.0.1:1");
      await testing.getByRole("button", { name: "Test connection" }).click();
      await testing.getByText("could not be reached").waitFor();
      await judge("a connection test");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Add token" }).click();
      const bringing = page.getByRole("dialog", { name: "Add an access token" });
      await bringing.getByRole("radio", { name: "Other" }).click();
      await bringing.getByLabel("Host", { exact: true }).fill("git.example.com");
      await bringing.getByLabel("User name").fill("ada");
      await bringing.getByRole("radio", { name: "GitLab" }).click();
      await bringing.getByLabel("Token", { exact: true }).fill("glpat-none");
      await bringing.getByLabel("API address").fill("http://127.0.0.1:1/api/v4");
      await judge("an access token");
      await bringing.getByRole("button", { name: "Add token" }).click();
      await page.getByRole("button", { name: "Test the token for git.example.com" }).click();
      await page.getByText("git.example.com could not be reached").waitFor();
      await judge("access tokens");
      await page.goto("/pair");
      await page.getByRole("heading", { name: "Pair a device" }).waitFor();
      await judge("pair");
      await page.goto("/settings/audit");
      await page.getByText("The log is whole").waitFor();
      await page.getByText("started a terminal").first().waitFor();
      await judge("audit log");
      await page.goto("/settings/installation");
      await page.getByText("Sessions as the system user that runs Dispatch (none)").waitFor();
      await judge("installation");
      await page.goto("/reset#nonsense");
      await page.getByRole("heading", { name: "New password" }).waitFor();
      await judge("reset");

      await page.goto("/nowhere");
      await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
      await judge("nothing here");

      async function judge(name: string) {
        expect({ [name]: await violations(page) }).toEqual({ [name]: [] });
      }
    },
  );
}

/** A program may use all sixteen colours, and each must be readable. */
async function coloured(window: Window): Promise<void> {
  await window.prompt();
  await window.type(
    `for c in 31 32 33 34 35 36 37 90 91 92 93 94 95 96 97; do printf "\\e[\${c}mink $c\\e[m "; done; echo\n`,
  );
  await window.shows(/^ink 31 .*ink 97/);
}

async function violations(page: Page): Promise<string[]> {
  // What still fades in has the contrast of neither its beginning nor its end.
  await page.evaluate(`Promise.allSettled(document.getAnimations()
    .filter(({ effect }) => effect.getTiming().iterations !== Infinity).map(({ finished }) => finished))`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 300)}`));
}
