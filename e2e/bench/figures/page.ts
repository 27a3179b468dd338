/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { type Figure, type Row, atLeast, atMost } from "../harness/figure.ts";
import { HostWatch, type Span } from "../harness/host.ts";
import { inMemory, makeFolder } from "../harness/owned.ts";
import { SHORT_MS, forget, watch, watched } from "../harness/page-watch.ts";
import { pause } from "../harness/pause.ts";
import { makeSourceFile } from "../harness/source-file.ts";
import { percentile } from "../harness/statistics.ts";
import { SignedInBrowser } from "../sides/signed-in-page.ts";

const FLOOD_MEGABYTES = 50;
const FLOOD_LIMIT_MS = 180_000;
const ANSWER_LIMIT_MS = 100;
const LOOK_EVERY_MS = 250;
const KEY_PAUSE_MS = { least: 30, spread: 30 };
const CLICK_PAUSE_MS = { least: 100, spread: 200 };

/** What a person sees and feels in the browser: a key that is painted, and a page that answers while a terminal floods. */
export const page: Figure = {
  name: "page",
  async run({ sizes: { keystrokes }, say }) {
    await using browser = await SignedInBrowser.open();
    const { drawnAfter: drawn, drawnInFrames, gaps: idleGaps } = await echo(browser, keystrokes);
    const inFrame = (100 * drawnInFrames.filter((frames) => frames <= 1).length) / drawn.length;
    say(`${drawn.length} echoes drawn`);
    using host = new HostWatch();
    const { gaps, clicks, answers, ms } = await clickMeanwhile(browser);
    const longestTask = await longestTaskOfFlood(browser);
    say(`${FLOOD_MEGABYTES} MB shown in ${Math.round(ms)} ms, ${clicks} clicks meanwhile`);
    const own = (spans: readonly Span[]) =>
      spans.map((span) => ({ ...span, ms: span.ms - host.keptBack(span) }));
    const flood = `${FLOOD_MEGABYTES} MB flood`;
    return [
      { figure: "echo in the page to its paint, p50", unit: "ms", dispatch: percentile(drawn, 50) },
      { figure: "echo in the page to its paint, p99", unit: "ms", dispatch: percentile(drawn, 99) },
      {
        figure: "echoes painted within one frame",
        unit: "%",
        dispatch: inFrame,
        target: atLeast(inFrame, 95),
      },
      { figure: "typing alone: no answer for at most", unit: "ms", dispatch: longest(idleGaps) },
      { figure: `${flood}: no answer for at most`, unit: "ms", dispatch: longest(gaps) },
      withinLimit(`${flood}: no answer, the host's share apart`, longest(own(gaps))),
      withinLimit(`${flood}: longest task of the page`, longestTask),
      { figure: `${flood}: slowest click to its paint`, unit: "ms", dispatch: longest(answers) },
      withinLimit(`${flood}: slowest click, the host's share apart`, longest(own(answers))),
    ];
  },
};

const longest = (spans: readonly Span[]) => Math.max(SHORT_MS, ...spans.map(({ ms }) => ms));

const withinLimit = (figure: string, ms: number): Row => ({
  figure,
  unit: "ms",
  dispatch: ms,
  target: atMost(ms, ANSWER_LIMIT_MS),
});

async function open(browser: SignedInBrowser, script: string): Promise<Page> {
  const { id } = await browser.owner.terminal({ shell: "/bin/sh", args: ["-c", script] });
  const tab = await browser.page();
  await watch(tab);
  await tab.goto(`/sessions/${id}`);
  await tab.locator(".xterm-rows", { hasText: "ready" }).waitFor();
  await tab.getByTestId("terminal").click();
  await tab.waitForLoadState("networkidle");
  return tab;
}

async function echo(browser: SignedInBrowser, keystrokes: number) {
  const tab = await open(browser, "echo ready; exec cat");
  await forget(tab);
  for (let key = 0; key < keystrokes; key += 1) {
    await tab.keyboard.press(key % 60 === 59 ? "Enter" : "k");
    await pause(KEY_PAUSE_MS);
  }
  const seen = await watched(tab);
  await tab.context().close();
  return seen;
}

/** A terminal that prints a file, and a page that shows it; `during` has the file begin, and returns when all of it is shown. */
async function flood<Seen>(
  browser: SignedInBrowser,
  during: (tab: Page, run: () => Promise<void>) => Promise<Seen>,
): Promise<Seen> {
  const { path } = makeSourceFile(makeFolder(inMemory), FLOOD_MEGABYTES);
  const tab = await open(browser, `echo ready; read go; cat ${path}; echo all-$((40+2)); exec cat`);
  const seen = await during(tab, async () => {
    await tab.keyboard.press("Enter");
    // Seldom, because each look has the page lay out its text.
    await tab.waitForFunction(
      () => document.querySelector(".xterm-rows")?.textContent.includes("all-42"),
      undefined,
      { polling: LOOK_EVERY_MS, timeout: FLOOD_LIMIT_MS },
    );
  });
  await tab.context().close();
  return seen;
}

/** How the page answers in a flood. */
const clickMeanwhile = (browser: SignedInBrowser) =>
  flood(browser, async (tab, run) => {
    const status = await tab.getByTestId("session-status").first().boundingBox();
    if (!status) throw new Error("the page shows no status to click at");
    await forget(tab);
    const beganAt = performance.now();
    let isOver = false;
    const over = run().finally(() => (isOver = true));
    // As a hand does it, which does not wait for a page that is at rest.
    while (!isOver) {
      await tab.mouse.click(status.x + status.width / 2, status.y + status.height / 2);
      await pause(CLICK_PAUSE_MS);
    }
    await over;
    const ms = performance.now() - beganAt;
    return { ...(await watched(tab)), ms };
  });

/** Of a flood of its own: being traced keeps a page busy. */
const longestTaskOfFlood = (browser: SignedInBrowser) =>
  flood(browser, (tab, run) => browser.longestTask(tab, run));
