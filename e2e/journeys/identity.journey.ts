import { Account } from "@dispatch/testkit/account";
import { FakeGitHubForge } from "@dispatch/testkit/fake-github-forge";
import { SshHost } from "@dispatch/testkit/ssh-host";
import { generateKeyPairSync } from "node:crypto";
import { expect } from "vitest";
import { journey } from "./journey.ts";

journey(
  "somebody makes a git identity, takes its public key to a host, and trusts the host's new key",
  async ({ serve, visit }) => {
    const server = await serve();
    await Account.register(server.url);
    await using host = await SshHost.open();
    const window = await (await visit(server.url)).signIn();
    const { page } = window;
    await window.openAccount();
    await page.getByRole("menuitem", { name: "Git identities" }).click();
    await window.button("Add identity").click();
    const adding = page.getByRole("dialog", { name: "Add a git identity" });
    await adding.getByLabel("Name", { exact: true }).fill("Work");
    expect(await adding.getByLabel("Author’s e-mail").inputValue()).toBe("owner@example.com");
    await adding.getByRole("button", { name: "Add identity" }).click();
    await window.button("Copy public key of Work").click();
    await window.button("Copied").waitFor();
    const publicKey = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(publicKey).toMatch(/^ssh-ed25519 \S+ Work$/);

    await window.button("Test connection of Work").click();
    const testing = page.getByRole("dialog", { name: "Test Work" });
    const test = testing.getByRole("button", { name: "Test connection" });
    await testing.getByLabel("Host").fill(host.address);
    await test.click();
    await testing.getByText("does not accept this key").waitFor();
    await testing.getByText(host.fingerprint).waitFor();
    host.letIn(publicKey);
    await test.click();
    await testing.getByText("knows you as ada").waitFor();
    const before = host.fingerprint;
    await host.changeHostKey();
    await test.click();
    await testing.getByText("shows another host key than before").waitFor();
    await testing.getByText(before).waitFor();
    await testing.getByText(host.fingerprint).waitFor();
    await testing.getByRole("button", { name: "Trust the new key" }).click();
    await testing.getByText("knows you as ada").waitFor();
  },
);

journey("a key is brought from a file, and opens with its passphrase", async ({ serve, visit }) => {
  const server = await serve();
  await Account.register(server.url);
  // The server's two refusals are what this is about.
  const window = await (await visit(server.url, { expected: [/422 .*\/identities$/] })).signIn();
  const { page } = window;
  await page.goto("/settings/git-identities");
  const { privateKey } = generateKeyPairSync("ed25519");
  const passphrase = "open sesame";
  const locked = privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase });
  await window.button("Add identity").click();
  const adding = page.getByRole("dialog", { name: "Add a git identity" });
  await adding.getByLabel("Name", { exact: true }).fill("Brought");
  await adding.getByRole("radio", { name: "Bring a key" }).click();
  await adding
    .locator("input[type=file]")
    .setInputFiles({ name: "id_ed25519", mimeType: "text/plain", buffer: Buffer.from(locked) });
  const submit = adding.getByRole("button", { name: "Add identity" });
  await submit.click();
  await adding.getByLabel("Passphrase of the key").fill("wrong");
  await submit.click();
  await adding.getByText("The passphrase does not open this key. Try again.").waitFor();
  await adding.getByLabel("Passphrase of the key").fill(passphrase);
  await submit.click();
  await page.getByTestId("identity").getByText("Brought", { exact: true }).waitFor();

  await window.button("Change Brought").click();
  const changing = page.getByRole("dialog", { name: "Change Brought" });
  await changing.getByLabel("Name", { exact: true }).fill("Home");
  await changing.getByRole("button", { name: "Save" }).click();
  await window.button("Delete Home").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete identity" }).click();
  await page.getByText("None yet. Add one").waitFor();
});

journey("an access token is added, tried at its host, replaced and deleted", async ({ serve, visit }) => {
  const server = await serve();
  await Account.register(server.url);
  await using hub = await FakeGitHubForge.open();
  const window = await (await visit(server.url)).signIn();
  const { page } = window;
  await page.goto("/settings/git-identities");
  await page.getByText("Pull requests need one for their host.").waitFor();
  await window.button("Add token").click();
  const adding = page.getByRole("dialog", { name: "Add an access token" });
  await adding.getByLabel("Host", { exact: true }).fill("ghe.example.com");
  await adding.getByLabel("API address").fill(hub.apiUrl);
  await adding.getByLabel("Token", { exact: true }).fill("ghp_old");
  await adding.getByRole("button", { name: "Add token" }).click();
  await window.button("Test the token for ghe.example.com").click();
  await page.getByText("ghe.example.com refuses the access token").waitFor();

  await window.button("Change the token for ghe.example.com").click();
  const changing = page.getByRole("dialog", { name: "Change the token for ghe.example.com" });
  await changing.getByLabel("New token").fill("ghp_good");
  await changing.getByRole("button", { name: "Save" }).click();
  await window.button("Test the token for ghe.example.com").click();
  await page.getByText("ghe.example.com knows you as ada.").waitFor();
  await page.getByText("ends Jan 2, 2030").waitFor();
  expect(await page.content()).not.toContain("ghp_");

  await window.button("Delete the token for ghe.example.com").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete token" }).click();
  await page.getByText("Pull requests need one for their host.").waitFor();
});
