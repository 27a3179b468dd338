import { readFileSync } from "node:fs";
import { Account } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import type { Window } from "./window.ts";

/** Whether there is such a file is asked of what is pointed at. */
const NO_FILE = /404 .*\/files\/entry/;

const clipboard = ({ page }: Window) => page.evaluate<string>("navigator.clipboard.readText()");
const copied = ({ page }: Window, text: string) =>
  page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);

journey("a terminal is searched, emptied, and taken along as text", async ({ serve, visit }) => {
  const server = await serve();
  await Account.register(server.url);
  const window = await (await visit(server.url)).signIn();
  const { page } = window;
  await window.newTerminal();
  await window.type("for i in $(seq 1 60); do echo Apple $i; done; echo apple pie\n");
  await window.shows("apple pie");
  await window.prompt();

  await page.keyboard.press("Control+Shift+f");
  const find = page.getByRole("search");
  await find.getByRole("textbox").fill("apple pie");
  await find.getByText("of 2").waitFor();
  await find.getByRole("textbox").fill("pple 1");
  await find.getByText("of 11").waitFor();
  const first = await find.getByRole("status").innerText();
  await page.keyboard.press("Enter");
  const second = await until("another match", async () => {
    const now = await find.getByRole("status").innerText();
    return now !== first && now;
  });
  await page.keyboard.press("Shift+Enter");
  await find.getByText(first).waitFor();
  expect(second).not.toBe(first);
  await find.getByRole("textbox").fill("APPLE");
  await find.getByText("matches").or(find.getByText(" of ")).first().waitFor();
  await find.getByRole("button", { name: "Match case" }).click();
  await find.getByText("No matches").waitFor();
  await page.keyboard.press("Escape");

  // What the palette lists has its key, and the key does the same.
  await page.keyboard.press("Control+Shift+p");
  const option = (name: string) => page.getByRole("option", { name });
  for (const [name, key] of [
    ["Find in terminal", "Ctrl+Shift+F"],
    ["Clear terminal view", "Alt+Shift+R"],
    ["Copy selection", "Ctrl+Shift+C"],
    ["Paste into the terminal", "Ctrl+Shift+V"],
    ["Copy screen as text", "Alt+Shift+U"],
    ["Copy screen and scrollback as text", "Alt+Shift+C"],
    ["Larger font", "Ctrl+="],
    ["Export: Recording (asciicast)", "Alt+Shift+E"],
    ["Export: Plain text", "Alt+Shift+X"],
  ] as const)
    expect(await option(name).innerText()).toContain(key);
  const keys = await page.getByRole("option").locator("kbd").allInnerTexts();
  expect(keys.length).toBeGreaterThan(9);
  expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
  await page.keyboard.type("scrollback as text");
  await page.keyboard.press("Enter");
  await page.getByText("The terminal's text is on the clipboard").waitFor();
  const all = await clipboard(window);
  expect([all.includes("Apple 1\n"), all.includes("Apple 60\n")]).toEqual([true, true]);

  const downloading = page.waitForEvent("download");
  await page.keyboard.press("Alt+Shift+e");
  const recording = await downloading;
  expect(recording.suggestedFilename()).toMatch(/\.cast$/);
  expect(readFileSync(await recording.path(), "utf8")).toContain("Apple 60");

  await window.terminal.click();
  await page.keyboard.press("Alt+Shift+r");
  await until("an empty view", async () => (await window.lines()).length === 1);

  // Letters change their size by keys, and lines their distance in the settings, while it is open.
  const rowHeight = () =>
    page.evaluate<number>("document.querySelector('.xterm-rows > div').getBoundingClientRect().height");
  const before = await rowHeight();
  await window.terminal.click();
  await page.keyboard.press("Control+Equal");
  await until("larger letters", async () => (await rowHeight()) > before);
  await page.keyboard.press("Control+0");
  await until("usual letters", async () => (await rowHeight()) === before);
  await window.button("Terminal settings").click();
  const settings = page.getByRole("dialog", { name: "Terminal settings" });
  for (let step = 0; step < 4; step += 1)
    await settings.getByRole("button", { name: "Lines further apart" }).click();
  await until("lines further apart", async () => (await rowHeight()) > before);
  await settings.getByRole("radio", { name: "Bar" }).click();
  await page.keyboard.press("Escape");
  await window.terminal.click();
  await page.locator(".xterm-cursor-bar").waitFor();
});

journey("several lines are pasted after a word, where a program would run them", async ({ serve, visit }) => {
  const server = await serve();
  await Account.register(server.url);
  const window = await (await visit(server.url)).signIn();
  const { page } = window;
  await window.newTerminal();
  const question = page.getByRole("alertdialog", { name: "Paste 3 lines?" });

  // A shell that takes pastes whole is not asked about: nothing runs until Enter.
  await copied(window, "echo in one\necho piece");
  await window.terminal.click();
  await page.keyboard.press("Control+Shift+v");
  await window.shows(/^echo piece/);
  expect(await question.count()).toBe(0);
  await page.keyboard.press("Control+c");

  await window.type("cat\n");
  await window.shows(/\bcat$/);
  await copied(window, "first\n  second\nthird\n");
  await page.keyboard.press("Control+Shift+v");
  await question.getByText("second").waitFor();
  await question.getByRole("button", { name: "Cancel" }).click();
  await question.waitFor({ state: "detached" });
  expect(await window.lines()).not.toContain("first");
  await page.keyboard.press("Control+Shift+v");
  await question.getByRole("button", { name: "Paste as one line" }).click();
  await window.shows("first second third");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Shift+v");
  await question.getByRole("button", { name: "Paste", exact: true }).click();
  await window.shows("third");

  // Who does not want to be asked is not.
  await window.button("Terminal settings").click();
  await page.getByRole("switch", { name: "Ask before several lines are pasted" }).click();
  await page.keyboard.press("Escape");
  await copied(window, "fourth\nfifth\n");
  await window.terminal.click();
  await page.keyboard.press("Control+Shift+v");
  await window.shows("fifth");
  expect(await page.getByRole("alertdialog").count()).toBe(0);
});

journey(
  "paths of files in the output open the file at its line, addresses a page",
  async ({ serve, visit }) => {
    const server = await serve();
    await Account.register(server.url);
    const window = await (await visit(server.url, { expected: [NO_FILE] })).signIn();
    const { page } = window;
    await window.newTerminal();
    await window.type(
      "mkdir src; seq 1 200 | sed 's/^/line /' > src/a.txt; clear; echo error at src/a.txt:120:3 not src/b.txt; printf '\\e]8;;http://127.0.0.1:9/page\\e\\\\hidden words\\e]8;;\\e\\\\\\n'\n",
    );
    await window.shows("error at src/a.txt:120:3 not src/b.txt");
    await window.shows("hidden words");
    const pointAt = async (line: RegExp, text: string) => {
      const row = window.terminal.locator(".xterm-rows > div").filter({ hasText: line }).first();
      const box = await row.boundingBox();
      const rowText = (await row.innerText()).replaceAll("\u00a0", " ");
      const width = await page.evaluate<number>(
        "document.querySelector('.xterm-screen').clientWidth / Number(document.querySelector('[data-testid=grid-size]').textContent.match(/\\d+/)[0])",
      );
      if (!box) throw new Error("The line is not to be seen.");
      await page.mouse.move(box.x + width * (rowText.indexOf(text) + 2.5), box.y + box.height / 2, {
        steps: 3,
      });
    };
    const told = page.getByTestId("pointed-at");
    await pointAt(/hidden/, "hidden");
    await told.getByText("http://127.0.0.1:9/page").waitFor();
    const opening = page.context().waitForEvent("page");
    await page.mouse.down();
    await page.mouse.up();
    await (await opening).close();

    await pointAt(/b\.txt/, "src/b.txt");
    await told.waitFor({ state: "detached" });
    await pointAt(/b\.txt/, "src/a.txt");
    await told.getByText("Open src/a.txt, line 120").waitFor();
    await page.mouse.down();
    await page.mouse.up();
    await page.waitForURL(/\/files\?path=src%2Fa\.txt%23L120/);
    await page.locator(".cm-activeLine").getByText("line 120", { exact: true }).waitFor();
  },
);

journey(
  "a program's title stands in the tab, its bell marks the tab until somebody looks, and who is here is told",
  async ({ serve, visit }) => {
    const server = await serve();
    await Account.register(server.url);
    const person = await visit(server.url);
    const window = await person.signIn();
    const { page } = window;
    await window.newTerminal();
    const tabs = page.getByTestId("tab");
    await window.type(
      "printf '\\e]2;<b>at work</b>\\a'; until [ -e ring ]; do sleep 0.1; done; printf '\\a'; cat\n",
    );
    await tabs.getByText("<b>at work</b>", { exact: true }).waitFor();
    expect(await tabs.locator("b").count()).toBe(0);
    const first = window.sessionId;

    await page.keyboard.press("Alt+Shift+d");
    await page.waitForURL((url) => !url.pathname.endsWith(first));
    const besides = page.locator('[data-testid="group"][data-active="true"] [data-testid="terminal"]');
    await until("a second prompt", async () =>
      /[#$] ?$/.test((await besides.locator(".xterm-rows").innerText()).replaceAll("\u00a0", " ").trimEnd()),
    );
    expect(await tabs.getByRole("img", { name: "Bell" }).count()).toBe(0);
    await besides.click();
    await page.keyboard.type("touch ring\n");
    const rung = tabs.filter({ hasText: "at work" }).getByRole("img", { name: "Bell" });
    await rung.waitFor();
    await tabs.getByText("<b>at work</b>").click();
    await rung.waitFor({ state: "detached" });

    // A name that somebody gave stays.
    await page.request.patch(`/api/sessions/${first}`, {
      data: { title: "Mine" },
      headers: { origin: server.url },
    });
    await tabs.getByText("Mine", { exact: true }).waitFor();
  },
);

journey("the scrollbar keeps up with output, a frame at a time", async ({ serve, visit }) => {
  const server = await serve();
  await Account.register(server.url);
  const window = await (await visit(server.url)).signIn();
  const { page } = window;
  await window.newTerminal();
  await window.type("seq 1 100\n");
  await window.prompt();
  const slider = page.locator(".xterm-scrollable-element > .scrollbar.vertical > .slider");
  const end = () =>
    slider.evaluate(
      (bar) => bar.parentElement!.getBoundingClientRect().bottom - bar.getBoundingClientRect().bottom,
    );

  const moves = await slider.evaluateHandle((bar) => {
    const seen = { count: 0 };
    new MutationObserver((changes) => (seen.count += changes.length)).observe(bar, { attributes: true });
    return seen;
  });
  await window.type("seq 1 4000; read\n");
  await window.shows("4000");
  await until("a bar at its end", async () => Math.abs(await end()) < 2);
  const count = await moves.evaluate((seen) => seen.count);
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(2000);

  // A wheel counts from where the text is, also while it moves on.
  await page.getByTestId("terminal").hover();
  const wheel = async (towards: -1 | 1) => {
    for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, towards * 1000);
  };
  await wheel(-1);
  await until("a bar off its end", async () => (await end()) > 2);
  expect(await page.locator(".xterm-rows").innerText()).not.toContain("4000");
  await wheel(1);
  await window.shows("4000");
  await window.type("\nfor i in $(seq 1 3000); do echo line-$i; done; echo all-$((40+2))\n");
  await wheel(1);
  await window.shows("all-42");
  await until("a bar at its end", async () => Math.abs(await end()) < 2);
});

journey("what is selected stays marked where output moves it, until a click", async ({ serve, visit }) => {
  const server = await serve();
  const owner = await Account.register(server.url);
  const window = await (await visit(server.url)).signIn();
  const { page } = window;
  await window.newTerminal();
  const id = new URL(page.url()).pathname.split("/").at(-1)!;
  await window.type("seq 1 200; echo marked-word; read; echo more; echo lines; read\n");
  await window.shows("marked-word");
  const word = page.locator(".xterm-rows span", { hasText: /^marked-word/ });
  const mark = page.locator(".xterm-selection > div").first();
  const isOnWord = async () => {
    const [marked, written] = [await mark.boundingBox(), await word.boundingBox()];
    return marked !== null && written !== null && Math.abs(marked.y - written.y) < 2 && marked.width > 20;
  };

  // What takes the mouse lies above the text.
  await word.dblclick({ force: true, position: { x: 10, y: 5 } });
  await until("a mark on the word", isOnWord);
  const before = await mark.boundingBox();
  // Typed elsewhere: a key that is pressed here takes the mark away.
  await owner.type(id, "\n");
  await window.shows("lines");
  await until("the mark has moved with its word", async () => {
    const now = await mark.boundingBox();
    return now !== null && before !== null && now.y < before.y - 20 && (await isOnWord());
  });
  await word.click({ force: true, position: { x: 10, y: 5 } });
  await mark.waitFor({ state: "detached" });
});
