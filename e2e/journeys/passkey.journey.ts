import { Account } from "@dispatch/testkit/account";
import type { Page } from "playwright-core";
import { journey } from "./journey.ts";

journey("a passkey is made, signs in without a name, and is deleted", async ({ serve, visit }) => {
  const server = await serve();
  await Account.register(server.url);
  // Passkeys belong to a name, and this machine's is localhost.
  const here = server.url.replace("127.0.0.1", "localhost");
  const person = await visit(here, { expected: [/401 .*\/api\/auth\/passkey$/] });
  const window = await person.signIn();
  const { page } = window;
  await withAuthenticator(page);
  await page.goto("/settings/ways-in");
  await window.button("Add a passkey").click();
  const dialog = page.getByRole("dialog", { name: "Add a passkey" });
  await dialog.getByLabel("Name").fill("Laptop");
  await dialog.getByRole("button", { name: "Create passkey" }).click();
  await page.getByText("never used").first().waitFor();

  await window.signOut();
  await window.button("Sign in with a passkey").click();
  await page.getByRole("heading", { name: "No sessions yet" }).waitFor();

  await page.goto("/settings/ways-in");
  await window.button("Rename passkey Laptop").click();
  await page.getByRole("dialog").getByLabel("Name").fill("Work laptop");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await window.button("Delete passkey Work laptop").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete passkey" }).click();
  await page.getByText("No passkeys yet.").waitFor();

  await window.signOut();
  await window.button("Sign in with a passkey").click();
  await page.getByRole("alert").getByText("is not known here any more").waitFor();
});

journey(
  "at an address that is a number no passkey is offered, and the reason is said",
  async ({ serve, visit }) => {
    const server = await serve();
    await Account.register(server.url);
    const window = await (await visit(server.url)).open("/login");
    await window.button("Sign in").waitFor();
    await window.signIn("owner@example.com", "correct horse battery staple");
    await window.page.goto("/settings/ways-in");
    await window.page.getByText(`Open ${server.url.replace("127.0.0.1", "localhost")} instead.`).waitFor();
  },
);

/** A device that keeps passkeys, and a person who always puts a finger on it. */
async function withAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
