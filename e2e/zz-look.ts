import { TestServer } from "@dispatch/testkit/test-server";
import { Account } from "@dispatch/testkit/account";
import { scriptedAgent } from "@dispatch/testkit/agent-server";
import { chromium } from "playwright-core";
const out = "/tmp/agentpane-shots";
import { mkdirSync } from "node:fs";
mkdirSync(out, { recursive: true });
await using server = await TestServer.start({
  config: (home: string) => ({ agentProvider: "scripted", agents: [scriptedAgent(home)] }),
});
const owner = await Account.register(server.url);
const s = (...x: string[]) => x.join(" ;; ");
const task = s(
  "think Let me see.",
  "say # Title\\n\\nI **look** first at `a.ts`.",
  "todo One | Two | Three",
  "write a.ts | const a = 1;",
  "run printf '\\033[31mred\\033[0m \\033[1;32mgreen\\033[0m\\n'; seq 1 30",
  "read a.ts",
  "fault -32603 Overloaded",
);
const a = await owner.agent(task);
await owner.request("PATCH", `/api/sessions/${a.id}`, { body: { mode: "free" } });
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking"],
});
const context = await browser.newContext({
  baseURL: server.url,
  viewport: { width: 1280, height: 800 },
  permissions: ["clipboard-read", "clipboard-write"],
});
const page = await context.newPage();
page.on("console", (m) => {
  if (["error", "warning"].includes(m.type())) console.log("CONSOLE", m.text());
});
page.on("pageerror", (e) => console.log("PAGEERROR", e.stack));
await page.goto("/");
await page.getByLabel("E-mail").fill("owner@example.com");
await page.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
await page.getByRole("button", { name: "Sign in" }).click();
await page.waitForURL((url) => !url.pathname.endsWith("/login"));
await page.goto(`/sessions/${a.id}`);
await page.getByTestId("conversation").waitFor();
for (let i = 0; i < 8; i++) {
  const card = page.getByTestId("approval").getByRole("button", { name: /^Allow once/ });
  try {
    await card.waitFor({ timeout: 2500 });
    if (i === 0) await page.screenshot({ path: `${out}/ask.png` });
    await card.click();
    await page.waitForTimeout(300);
  } catch {
    break;
  }
}
await page.screenshot({ path: `${out}/desk.png` });
// long
const long = await owner.agent("say begin");
await owner.sessionWhere(long.id, "idle", (x) => x.status === "idle");
const each = Array.from({ length: 12 }, (_, i) => [
  `say Paragraph ${i} with some words that take a little room on the page and so on.`,
  `think hm ${i}`,
  "usage 10 5 0.1",
])
  .flat()
  .join(" ;; ");
for (let t = 1; t <= Number(process.env["TURNS"] ?? 100); t++) {
  await owner.request("POST", `/api/sessions/${long.id}/messages`, {
    body: { text: `${each} ;; say turn ${t} ends` },
  });
  await owner.sessionWhere(long.id, "idle", (x) => x.status === "idle" && (x.agent?.turns ?? 0) === t + 1);
}
const events = (await owner.session(long.id)).lastSeq;
console.log("events", events);
await page.addInitScript(
  "globalThis.longTasks = []; new PerformanceObserver((l) => globalThis.longTasks.push(...l.getEntries().map((e) => Math.round(e.duration)))).observe({ type: 'longtask', buffered: true })",
);
const t0 = performance.now();
await page.goto(`/sessions/${long.id}`);
await page.locator('[data-testid="conversation"][data-caught-up="true"]').waitFor();
await page.getByTestId("row").last().waitFor();
console.log("opened ms", Math.round(performance.now() - t0), "rows", await page.getByTestId("row").count());
const scrollInfo = () =>
  page.getByTestId("conversation").evaluate((e) => [e.scrollTop, e.scrollHeight, e.clientHeight]);
console.log(await scrollInfo());
await page.screenshot({ path: `${out}/long-end.png` });
await page.evaluate("globalThis.longTasks.length = 0");
await page.getByTestId("conversation").hover();
for (let i = 0; i < 60; i++) {
  await page.mouse.wheel(0, -600);
  await page.waitForTimeout(30);
}
console.log(
  "rows after",
  await page.getByTestId("row").count(),
  await scrollInfo(),
  "long tasks",
  await page.evaluate("globalThis.longTasks"),
);
await page.screenshot({ path: `${out}/long-up.png` });
await page.keyboard.press("Alt+ArrowUp");
await page.waitForTimeout(300);
await page.screenshot({ path: `${out}/turn-up.png` });
await page.keyboard.press("Control+f");
await page.getByLabel("Find in conversation").fill("begin");
await page.waitForTimeout(3000);
await page.screenshot({ path: `${out}/find.png` });
console.log(
  await page.getByTestId("conversation-find").innerText(),
  "rows",
  await page.getByTestId("row").count(),
);
await browser.close();
