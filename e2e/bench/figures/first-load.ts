import type { Page } from "playwright-core";
import { type Figure, type Row, atMost } from "../harness/figure.ts";
import { type PageWeight, PageScale } from "../harness/page-weight.ts";
import { SignedInBrowser } from "../sides/signed-in-page.ts";

/** JavaScript, compressed, before a pane opens. */
const BUDGET_KILOBYTES = 250;

/** What a browser that has nothing of the app loads: at home, and for the first pane of each kind besides. */
export const firstLoad: Figure = {
  name: "first-load",
  async run() {
    await using browser = await SignedInBrowser.open();
    const { owner } = browser;
    const terminal = await owner.terminal({ shell: "/bin/cat", args: [] });
    const agent = await owner.agent("say Hello.");
    const { workspaceId } = terminal;
    const panes: readonly (readonly [string, string, string])[] = [
      ["terminal", `/sessions/${terminal.id}`, ".xterm-screen"],
      ["agent", `/sessions/${agent.id}`, "textarea"],
      ["review", `/workspaces/${workspaceId}/review`, "[data-testid=pane] header, [data-testid=pane] h2"],
      ["editor", `/workspaces/${workspaceId}/files`, "[data-testid=workbench]"],
    ];
    const home = await weigh(await browser.page());
    const rows: Row[] = [
      {
        ...row("first load: JavaScript", home.javaScript),
        target: atMost(kilobytes(home.javaScript), BUDGET_KILOBYTES),
      },
      row("first load: style", home.css),
      row("first load: fonts", home.fonts),
    ];
    for (const [name, address, sign] of panes) {
      const whole = await weigh(await browser.page(), { address, sign });
      rows.push(row(`the first ${name}: JavaScript besides`, whole.javaScript - home.javaScript));
    }
    return rows;
  },
};

async function weigh(page: Page, pane?: { address: string; sign: string }): Promise<PageWeight> {
  const scale = new PageScale(page);
  await page.goto("/");
  await page.getByTestId("session-row").first().waitFor();
  await page.waitForLoadState("networkidle");
  if (pane) {
    await page.goto(pane.address);
    await page.locator(pane.sign).first().waitFor();
    await page.waitForLoadState("networkidle");
  }
  const weight = await scale.weight();
  await page.context().close();
  return weight;
}

const kilobytes = (bytes: number) => bytes / 1000;
const row = (figure: string, bytes: number): Row => ({ figure, unit: "kB", dispatch: kilobytes(bytes) });
