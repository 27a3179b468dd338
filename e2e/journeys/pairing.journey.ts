import type { Tokens } from "@dispatch/protocol/account";
import type { PairingAsked } from "@dispatch/protocol/pairing";
import { Account, PASSWORD, expectStatus } from "@dispatch/testkit/account";
import { httpRequest } from "@dispatch/testkit/http-request";
import { expect } from "vitest";
import { journey } from "./journey.ts";

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

journey(
  "a device that shows a code is allowed, seen in the settings and signed out",
  async ({ serve, visit }) => {
    const server = await serve();
    await Account.register(server.url);
    const ask = async () =>
      expectStatus(
        await httpRequest<PairingAsked>("POST", `${server.url}/api/auth/device`, {
          body: { device: "Build box" },
        }),
        201,
      );
    const fetchTokens = (deviceCode: string) =>
      httpRequest<Tokens & { code: string }>("POST", `${server.url}/api/auth/device/token`, {
        body: { deviceCode, waitSeconds: 20 },
      });
    const asked = await ask();
    // The link leads by the sign-in page back to the question.
    const window = await (
      await visit(server.url, { expected: [/404 .*\/device\/find$/] })
    ).open(new URL(asked.verificationUrlComplete).pathname + new URL(asked.verificationUrlComplete).hash);
    const { page } = window;
    await page.waitForURL("**/login?**");
    await window.signIn("owner@example.com", PASSWORD);
    await page.getByRole("heading", { name: "Sign in this device?" }).waitFor();
    await page.getByText("Build box").waitFor();
    const waiting = fetchTokens(asked.deviceCode);
    await window.button("Allow").click();
    await page.getByRole("heading", { name: "Device signed in" }).waitFor();
    const { accessToken } = expectStatus(await waiting, 200);
    const me = async () =>
      (await httpRequest("GET", `${server.url}/api/auth/me`, { token: accessToken })).status;
    expect(await me()).toBe(200);

    await page.goto("/settings/devices");
    await window.button("End the login of Build box").click();
    await window.button("End the login of Build box").waitFor({ state: "detached" });
    expect(await me()).toBe(401);

    // Typed by hand, wrong and right, and denied.
    const other = await ask();
    await page.getByRole("link", { name: "Enter a code" }).click();
    await page.getByLabel("Code").fill("bbbb-bbbb");
    await window.button("Continue").click();
    await page.getByText("It was used, has expired or never was.").waitFor();
    await page.getByLabel("Code").fill(other.userCode.toLowerCase().replace("-", ""));
    await window.button("Continue").click();
    await window.button("Deny").click();
    await page.getByRole("heading", { name: "Device denied" }).waitFor();
    expect((await fetchTokens(other.deviceCode)).body.code).toBe("pairing-denied");
  },
);

journey("a phone is signed in by the code on the screen", async ({ serve, visit }) => {
  const server = await serve();
  await Account.register(server.url);
  const desk = await (await visit(server.url)).signIn();
  await desk.page.goto("/settings/devices");
  await desk.button("Sign in a phone").click();
  const dialog = desk.page.getByRole("dialog", { name: "Sign in a phone" });
  await dialog.getByRole("img", { name: /QR code/ }).waitFor();
  const link = await dialog.getByRole("textbox", { name: "Link" }).textContent();

  const pocket = await (
    await visit(server.url, { ...phone, expected: [/404 .*\/offer\/find$/] })
  ).open(link ?? "");
  await pocket.page.getByText("(owner@example.com)").waitFor();
  await pocket.button("Sign in").tap();
  await pocket.page.getByRole("heading", { name: "No sessions yet" }).waitFor();
  await dialog.getByText("Signed in: Chrome").waitFor();
  await dialog.getByRole("button", { name: "Done" }).click();
  await pocket.signOut();
  await pocket.page.goto(link ?? "");
  await pocket.page.getByRole("heading", { name: "This code does not work" }).waitFor();
});
