import { Account, PASSWORD } from "@dispatch/testkit/account";
import { TestServer } from "@dispatch/testkit/test-server";
import { chromium } from "playwright-core";
import { withScriptedAgent } from "./journeys/scripted-agent.ts";
const [, , pathsText = "/settings", modes = "dl"] = process.argv;
const server = await TestServer.start({ env: {}, config: withScriptedAgent });
try {
  const owner = await Account.register(server.url);
  if (process.env["SEED"]) await (await import(process.env["SEED"])).default(owner, server);
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-background-networking"] });
  for (const mode of modes.split(",")) {
    const phone = mode[0] === "p";
    const context = await browser.newContext({ baseURL: server.url, viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 }, ...(phone ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}), colorScheme: mode[1] === "k" ? "dark" : "light" });
    const page = await context.newPage();
    page.on("console", (m) => ["error", "warning"].includes(m.type()) && console.log(m.text()));
    page.on("pageerror", (e) => console.log(String(e.stack)));
    await page.goto("/login");
    await page.getByLabel("E-mail").fill("owner@example.com");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL((url) => !url.pathname.endsWith("/login"));
    for (const path of pathsText.split(",")) {
      await page.goto(path);
      await page.waitForLoadState("networkidle").catch(() => {});
      await page.waitForTimeout(400);
      await page.screenshot({ path: `/tmp/shots-settings/${path.replaceAll("/", "_")}-${mode}.png`, fullPage: true });
    }
    await context.close();
  }
  await browser.close();
} finally {
  await server[Symbol.asyncDispose]();
}
