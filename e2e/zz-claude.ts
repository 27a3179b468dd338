import { AgentServer } from "@dispatch/testkit/agent-server";
import { chromium } from "playwright-core";
const out = "/tmp/agentpane-shots";
await using it = await AgentServer.open();
const s = (...x: string[]) => x.join(" ;; ");
const git = await it.owner.request("POST", "/api/workspaces", { body: { kind: "plain", name: "w" } });
const wid = (git.body as { id: string }).id;
const t = await it.owner.terminal({ workspaceId: wid, shell: "/bin/sh", args: ["-c", "git init -q . && git config user.email a@b.c && git config user.name a && printf 'one\\ntwo\\nthree\\n' > a.txt && git add . && git commit -qm x"] } as never);
await it.owner.ended(t.id);
const task = await it.begin({ provider: "claude", workspaceId: wid as never, prompt: s("think Hmm", "say I **look** first.\\n\\n| a | b |\\n| - | - |\\n| 1 | 2 |\\n\\n```ts\\nconst a: number = 1;\\n```", "read a.txt", "edit a.txt | two | TWO", "write b.txt | hello", "run printf '\\033[31mred\\033[0m ok\\n'; seq 1 20", "subagent run ls ,, read a.txt ,, say sub done", "usage 50000 500", "say All done.") });
const fin = await task.finish(() => ({ decision: "allow" }));
console.log(fin.status, fin.outcome, fin.reason);
for (const e of await task.events()) if (["agent:tool_use", "agent:plan", "agent:tool_result", "session:error","agent:usage"].includes(e.channel)) console.log(e.channel, JSON.stringify(e.payload).slice(0, 260));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-background-networking"] });
for (const [name, options] of Object.entries({ light: { colorScheme: "light", viewport: { width: 1280, height: 1500 } }, dark: { colorScheme: "dark", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } } as const)) {
const context = await browser.newContext({ baseURL: it.server.url, ...options });
const page = await context.newPage();
page.on("console", (m) => { if (["error", "warning"].includes(m.type())) console.log("CONSOLE", m.text()); });
page.on("pageerror", (e) => console.log("PAGEERROR", e.stack));
await page.goto("/");
await page.getByLabel("E-mail").fill("owner@example.com");
await page.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
await page.getByRole("button", { name: "Sign in" }).click();
await page.waitForURL((url) => !url.pathname.endsWith("/login"));
await page.goto(`/sessions/${task.id}`);
await page.getByTestId("turn-end").last().waitFor();
for (const kind of ["execute", "agent", "read", "search", "fetch"]) for (const one of await page.locator(`[data-testid=tool][data-kind=${kind}] > div > button[aria-expanded=false]`).all()) await one.click().catch(() => undefined);
await page.waitForTimeout(500);
await page.getByTestId("conversation").evaluate((e) => { e.scrollTop = 0; });
await page.waitForTimeout(500);
await page.screenshot({ path: `${out}/claude-${name}-1.png` });
await page.getByTestId("conversation").evaluate((e) => { e.scrollTop = 999999; });
await page.waitForTimeout(500);
await page.screenshot({ path: `${out}/claude-${name}-2.png` });
const said = page.getByTestId("said").last();
if (name === "light") {
await page.getByTestId("conversation").evaluate((e) => { e.scrollTop = 0; });
await said.getByRole("button", { name: "Actions for this message" }).click();
await page.waitForTimeout(300);
await page.screenshot({ path: `${out}/claude-menu.png` });
console.log(await page.getByRole("menu").innerText());
await page.keyboard.press("Escape");
await page.getByRole("button", { name: "Messages" }).click();
await page.waitForTimeout(300);
await page.screenshot({ path: `${out}/claude-turns.png` });
}
}
await browser.close();
