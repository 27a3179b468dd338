import { Account } from "@dispatch/testkit/account";
import { OIDC_CLIENT, OidcIssuer } from "@dispatch/testkit/oidc-issuer";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey } from "./journey.ts";

journey(
  "an administrator sets a provider up, and somebody joins by its pages and comes in again",
  async ({ serve, visit }) => {
    const server = await serve({ DISPATCH_REGISTRATION: "open" });
    await Account.register(server.url);
    await using issuer = await OidcIssuer.open([`${server.url}/api/auth/oauth/company/callback`]);
    issuer.people.set("bob", { sub: "bob", email: "bob@example.org", name: "Bob" });

    const owner = await (await visit(server.url)).signIn();
    await owner.openAccount();
    await owner.page.getByRole("menuitem", { name: "Sign-in providers" }).click();
    await owner.button("Add provider").click();
    const dialog = owner.page.getByRole("dialog", { name: "Add a sign-in provider" });
    await dialog.getByLabel("Name").fill("Company");
    await dialog.getByText(`${server.url}/api/auth/oauth/company/callback`).waitFor();
    await dialog.getByLabel("Issuer").fill(issuer.url);
    await dialog.getByLabel("Client id").fill(OIDC_CLIENT.id);
    await dialog.getByLabel("Client secret").fill(OIDC_CLIENT.secret);
    await dialog.getByRole("button", { name: "Save" }).click();
    await owner.button("Change Company").waitFor();
    expect(await owner.page.content()).not.toContain(OIDC_CLIENT.secret);

    // The provider's own pages are not ours to judge.
    const person = await visit(server.url, { expected: [/./] });
    const first = await person.open("/settings/ways-in");
    await first.button("Continue with Company").click();
    await throughPages(first.page);
    // Where the visitor wanted to go.
    await first.page.waitForURL(`${server.url}/settings/ways-in`);
    await first.page.getByText("Company", { exact: true }).waitFor();
    await first.button("Disconnect bob@example.org at Company").click();
    await first.page.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
    await first.page.getByText("Set a password or add another way in first.").waitFor();

    await first.signOut();
    await first.button("Continue with Company").click();
    await first.page.getByRole("heading", { name: "No sessions yet" }).waitFor();
  },
);

journey("who is refused by way of a provider reads why", async ({ serve, visit }) => {
  const server = await serve();
  const owner = await Account.register(server.url);
  await using issuer = await OidcIssuer.open([`${server.url}/api/auth/oauth/company/callback`]);
  issuer.people.set("eve", { sub: "eve", email: "eve@example.org" });
  const provider = { kind: "oidc", name: "Company", issuer: issuer.url, clientId: OIDC_CLIENT.id };
  await owner.request("PUT", "/api/sign-in-providers/company", {
    token: owner.tokens.accessToken,
    body: { ...provider, clientSecret: OIDC_CLIENT.secret },
  });
  const person = await visit(server.url, { expected: [/./] });
  const { page } = await person.open("/login");
  await page.getByRole("button", { name: "Continue with Company" }).click();
  await throughPages(page, "eve");
  await page.getByRole("alert").getByText("new ones need an invitation").waitFor();
});

/** The provider's page for signing in, then its page for consent. */
async function throughPages(page: Page, login = "bob"): Promise<void> {
  await page.getByPlaceholder("Enter any login").fill(login);
  await page.getByPlaceholder("and password").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}
