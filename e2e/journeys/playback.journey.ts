/// <reference lib="dom" />
import { Account } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { phone, tooWide } from "./phone.ts";
import { steps, withScriptedAgent } from "./scripted-agent.ts";
import { Playback } from "./playback.ts";

/** A shell that says where its commands begin and how they end. */
const marking = String.raw`
  mark() { printf '\033]133;%s\007' "$1"; }
  for word in alpha beta gamma delta; do mark A; printf '$ '; mark "C;cmdline_url=say%20$word"; echo "$word says hello"; mark 'D;0'; sleep 0.05; done
  mark A; mark 'C;cmdline_url=make%20all'; echo 'it broke'; mark 'D;2'; sleep 0.05; echo 'the end'`;

journey("a finished shell is played back, step by step and by its marks", async ({ serve, visit }) => {
  const server = await serve();
  const owner = await Account.register(server.url);
  const { id } = await owner.terminal({ shell: "/bin/sh", args: ["-c", marking], title: "Recorded" });
  await owner.ended(id);
  const window = await (await visit(server.url)).signIn("owner@example.com", `/sessions/${id}`);
  await window.shows("the end");
  const playback = await Playback.open(window.page);
  await playback.shows("the end");
  const { last } = await playback.place();

  // From the beginning, by keys: nothing is there yet.
  await playback.press("Home");
  await playback.reaches(1);
  expect(await playback.lines()).toEqual([]);
  await playback.press(".");
  await playback.press(".");
  await playback.press(",");
  await playback.reaches(2);

  // The failure is one jump away, and what came later is not to be seen.
  await playback.choose("Errors");
  await playback.press("Shift+ArrowRight");
  await playback.shows("it broke");
  expect(await playback.lines()).not.toContain("the end");
  await window.page.keyboard.press("Escape");

  await Playback.open(window.page);
  await playback.jumpTo(/^Command say gamma/);
  await until("the screen at a command", async () => (await playback.lines()).at(-1)?.includes("$"));
  const there = await playback.lines();
  expect([
    there.some((line) => line.includes("beta says")),
    there.some((line) => line.includes("delta says")),
  ]).toEqual([true, false]);

  // Played to its end, as fast as it goes.
  await playback.press("Home");
  await window.page.getByLabel("Speed").selectOption("16");
  await window.button("Play").click();
  await playback.reaches(last);
  await playback.shows("the end");
  await window.button("Play").waitFor();

  // A point is shared by its address.
  await playback.press("Home");
  await playback.choose("Errors");
  await playback.press("Shift+ArrowRight");
  await playback.shows("it broke");
  await window.button("Copy link to this point").click();
  const link = await window.page.evaluate<string>("navigator.clipboard.readText()");
  const { seq } = await playback.place();
  expect(link).toBe(`${server.url}/sessions/${id}?at=${seq}`);
  await window.page.goto(link);
  await playback.reaches(seq);
  await playback.shows("it broke");
  expect(await playback.lines()).not.toContain("the end");
  await window.button("Close playback").click();
  await window.shows("the end");
  expect(window.page.url()).toBe(`${server.url}/sessions/${id}`);
});

journey(
  "one looks back in a shell that prints, and returns to live; the shell notices nothing",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const window = await (await visit(server.url)).signIn();
    const { page } = window;
    await window.newTerminal();
    const id = window.sessionId;
    await window.type(
      "trap 'echo resized' WINCH; i=0; while :; do i=$((i+1)); echo tick $i; sleep 0.05; done\n",
    );
    await window.shows(/^tick 2\d$/);
    const sizes = async () =>
      (await owner.events(id)).filter(({ channel }) => channel === "terminal:resize").length;
    const before = await sizes();
    const playback = await Playback.open(page);
    await playback.press("Home");
    await playback.reaches(1);
    const { last } = await playback.place();

    // Keys that would stop the loop, answer or type go nowhere; the window is made smaller meanwhile.
    await page.keyboard.press("Control+c");
    await page.keyboard.type("qx");
    await page.setViewportSize({ width: 1000, height: 700 });
    await until("more of the session", async () => (await playback.place()).last > last + 20);
    await playback.press("End");
    await playback.shows(/^tick \d+$/);
    expect(await sizes()).toBe(before);

    await window.button("Return to live").click();
    const now = Number(/\d+/.exec(await window.shows(/^tick \d+$/))?.[0]);
    await window.shows(new RegExp(`^tick (${now + 3}|${now + 4}|${now + 5})$`));
    // Now the window's new size is told, and what is typed arrives.
    await until("the new size", async () => (await sizes()) > before);
    await window.interrupt();
  },
);

journey(
  "an agent's conversation is played back as it was, and nothing of it can be answered",
  async ({ serve, visit }) => {
    const server = await serve({}, withScriptedAgent);
    const owner = await Account.register(server.url);
    const { id } = await owner.agent(
      steps("say I look first.", "write notes.md | first line", "say All done."),
    );
    const window = await (await visit(server.url)).signIn("owner@example.com", `/sessions/${id}`);
    const { page } = window;
    const card = page.getByTestId("approval");
    await card.waitFor();

    const playback = await Playback.open(page);
    await page.getByTestId("playback-conversation").getByText("I look first.", { exact: true }).waitFor();
    await page.keyboard.press("a");
    await page.keyboard.press("d");
    expect((await owner.session(id)).status).toBe("waiting_for_input");
    expect(await page.getByTestId("playback").getByTestId("approval").count()).toBe(0);
    await playback.press("Home");
    await playback.reaches(1);
    expect(
      await page.getByTestId("playback-conversation").getByText("I look first.", { exact: true }).count(),
    ).toBe(0);
    await page.keyboard.press("Escape");
    await page.getByTestId("playback").waitFor({ state: "detached" });

    // Keys answer a card once somebody can have read it.
    await page.locator("[data-testid=approval][data-keys=true]").waitFor();
    await page.getByTestId("conversation").focus();
    await page.locator('[data-testid="approval"][data-keys="true"]').waitFor();
    await page.keyboard.press("a");
    await page.getByTestId("answer").getByText("All done.", { exact: true }).waitFor();
    await Playback.open(page);
    await playback.jumpTo(/^Question/);
    await page.getByTestId("playback-conversation").getByText("I look first.", { exact: true }).waitFor();
    expect(
      await page.getByTestId("playback-conversation").getByText("All done.", { exact: true }).count(),
    ).toBe(0);
    await playback.press("End");
    await page.getByTestId("playback-conversation").getByText("All done.", { exact: true }).waitFor();
  },
);

journey("on a phone one looks back with a thumb", async ({ serve, visit }) => {
  const server = await serve();
  const owner = await Account.register(server.url);
  const { id } = await owner.terminal({ shell: "/bin/sh", args: ["-c", marking], title: "Recorded" });
  await owner.ended(id);
  const person = await visit(server.url, phone);
  const window = await person.signIn("owner@example.com", `/sessions/${id}`);
  const { page } = window;
  await window.shows("the end");
  const playback = await Playback.open(page);
  await playback.shows("the end");
  expect(await tooWide(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  const bar = page.getByRole("slider");
  const box = await bar.boundingBox();
  if (!box) throw new Error("no bar");
  await page.touchscreen.tap(box.x + 12, box.y + box.height / 2);
  await until("an earlier place", async () => (await playback.place()).seq < 6);
  await playback.choose("Errors");
  await window.button("Next mark").tap();
  await playback.shows("it broke");
  await window.button("Close playback").tap();
  await window.shows("the end");
});

/** Buttons of the bar that a thumb would miss. */
const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-testid="playback"] :is(button, select, input)')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 44)
      .map(({ element }) => element.outerHTML.slice(0, 160)),
  );
