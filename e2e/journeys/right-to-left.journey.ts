/// <reference lib="dom" />
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Account } from "@dispatch/testkit/account";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { readyWorkspace } from "@dispatch/testkit/workspaces";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { phone } from "./phone.ts";
import { steps, withScriptedAgent } from "./scripted-agent.ts";

/** What reads the wrong way on a page that is written from right to left. */
type Wrong = {
  /** Reaches beyond a side of the screen. */
  readonly beyond: string[];
  /** An arrow that points where it did. */
  readonly unturned: string[];
  /** Code, and what programs print, is written from left to right in every language. */
  readonly turnedCode: string[];
};

for (const [name, device] of [
  ["a desk", {}],
  ["a phone", phone],
] as const) {
  journey(
    `from right to left no page of ${name} scrolls sideways, and arrows turn`,
    async ({ serve, visit }) => {
      const server = await serve({}, withScriptedAgent);
      const owner = await Account.register(server.url);
      using origin = new GitOrigin({ "src/lines.ts": "export const one = 1;\n", "README.md": "hello\n" });
      const wish = { kind: "worktree", name: "Engine", repo: { url: origin.url } } as const;
      const workspace = await readyWorkspace(owner, wish);
      writeFileSync(join(workspace.path, "README.md"), "hello\nthere\n");
      const terminal = await owner.terminal({ title: "At work" });
      const agent = await owner.agent(
        steps("say Some `code`:\n\n```ts\nconst a = 1;\n```", "todo One | Two", "ask Which? | One | Two"),
      );
      const { page } = await (await visit(server.url, device)).signIn();
      for (const [address, sign] of [
        ["/", "[data-testid=session-row]"],
        ["/inbox", "[data-testid=approval]"],
        ["/workspaces", "main h1"],
        ["/settings/profile", "main h1"],
        ["/settings/appearance", "main h1"],
        ["/settings/usage", "main h1"],
        [`/sessions/${terminal.id}`, ".xterm-screen"],
        [`/sessions/${agent.id}`, "[data-testid=approval]"],
        [`/workspaces/${workspace.id}/review`, "[data-testid=review-file]"],
        [`/workspaces/${workspace.id}/files`, "[data-testid=file-tree]"],
        [`/workspaces/${workspace.id}/preview?path=README.md`, "[data-testid=preview-pane] article"],
      ] as const) {
        await page.goto(address);
        await page.locator(sign).first().waitFor();
        await page.evaluate("document.dir = 'rtl'");
        await page.waitForLoadState("networkidle");
        expect.soft({ [address]: await page.evaluate(wrong) }).toEqual({
          [address]: { beyond: [], unturned: [], turnedCode: [] },
        });
      }
      if (name === "a desk") expect(await sidebarSide(page)).toBe("right");
    },
  );
}

async function sidebarSide(page: Page) {
  const box = await page.getByRole("complementary", { name: "Sidebar" }).boundingBox();
  return box && box.x > 640 ? "right" : "left";
}

/** In the page. */
function wrong(): Wrong {
  const screen = document.documentElement;
  const scrolls = (element: Element): boolean =>
    getComputedStyle(element).overflowX !== "visible" ||
    (element.parentElement !== null && scrolls(element.parentElement));
  const visible = (selector: string) =>
    [...document.body.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const say = (element: Element) => `${element.localName} ${element.getAttribute("class")}`;
  const beyond = visible("*").filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 1 && (left < -1 || right > screen.clientWidth + 1) && !scrolls(element);
  });
  // What has opened points down, from either side.
  const isTurned = (icon: Element) => {
    for (let part: Element | null = icon; part && part.localName !== "button"; part = part.parentElement) {
      const { rotate, scale, transform } = getComputedStyle(part);
      if (
        /^(180|90|-90|270)deg$/.test(rotate) ||
        scale.startsWith("-1") ||
        /^matrix\(-1|^matrix\(0/.test(transform)
      )
        return true;
    }
    return false;
  };
  // Keys of a keyboard point where they point.
  const arrows = visible(
    "svg:is([class*=arrow-left], [class*=arrow-right], [class*=chevron-left], [class*=chevron-right], [class*=panel-left], [class*=panel-right], [class*=lucide-send], [class*=corner-down])",
  ).filter((icon) => icon.closest("[role=toolbar]") === null);
  const code = visible(".xterm, .cm-content, pre, code, kbd, [data-testid=diff-view] .mark");
  return {
    beyond: beyond
      .map(say)
      .concat(screen.scrollWidth > screen.clientWidth ? [`the page is ${screen.scrollWidth} px wide`] : []),
    unturned: arrows.filter((icon) => !isTurned(icon)).map(say),
    turnedCode: code.filter((element) => getComputedStyle(element).direction === "rtl").map(say),
  };
}
