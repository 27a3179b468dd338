import { Account } from "@dispatch/testkit/account";
import { expect } from "vitest";
import { PageScale } from "../bench/harness/page-weight.ts";
import { journey } from "./journey.ts";

/** JavaScript, compressed, before a pane opens. */
const BUDGET_BYTES = 250_000;
/** On a slow line each file costs a wait of its own. */
const BUDGET_FILES = 20;

journey("the first load is small: what panes need comes with them", async ({ serve, visit }) => {
  const server = await serve();
  const owner = await Account.register(server.url);
  await owner.terminal({ title: "At work" });
  const { page: before } = await (await visit(server.url)).signIn();

  // The same person in a browser that has nothing of the app yet.
  const storageState = await before.context().storageState();
  const fresh = await visit(server.url, {
    storageState,
    // Not every way to a server lets browsers take the newer coding, which is smaller.
    extraHTTPHeaders: { "accept-encoding": "gzip" },
    serviceWorkers: "block",
    expected: [/Service Worker registration blocked/],
  });
  const page = await fresh.context.newPage();
  const scale = new PageScale(page);
  await page.goto("/");
  await page.getByTestId("session-row").waitFor();
  await page.waitForLoadState("networkidle");
  const files = await page.evaluate(
    () => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".js")).length,
  );
  expect(files).toBeLessThan(BUDGET_FILES);
  expect(files).toBeGreaterThan(1);
  const { javaScript } = await scale.weight();
  expect(javaScript).toBeLessThan(BUDGET_BYTES);
  // As little as this would mean that the scale is broken.
  expect(javaScript).toBeGreaterThan(BUDGET_BYTES / 4);

  await page.getByTestId("session-row").getByRole("link").click();
  await page.locator(".xterm-screen").waitFor();
  await page.waitForLoadState("networkidle");
  expect((await scale.weight()).javaScript).toBeGreaterThan(javaScript + 50_000);
});
