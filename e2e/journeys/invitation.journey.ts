import { Account } from "@dispatch/testkit/account";
import { journey } from "./journey.ts";

journey(
  "an invitation brings a second person in, who sees nothing of the first",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    await owner.terminal({ title: "Private" });
    const desk = await (await visit(server.url)).open();
    await desk.signIn("owner@example.com", "correct horse battery staple");
    await desk.page.getByTestId("session-row").getByText("Private").waitFor();
    await desk.page.goto("/settings/people");
    await desk.page.getByRole("button", { name: "Invite" }).click();
    const dialog = desk.page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Create link" }).click();
    const link = await dialog.getByRole("textbox", { name: "Invitation link" }).innerText();
    await dialog.getByRole("button", { name: "Done" }).click();

    const guest = await (await visit(server.url)).open();
    await guest.page.goto(link);
    await guest.page.getByLabel("E-mail").fill("guest@example.com");
    await guest.page.getByLabel("Password", { exact: true }).fill("another good passphrase");
    await guest.page.getByRole("button", { name: "Create account" }).click();
    await guest.page.getByRole("heading", { name: "No sessions yet" }).waitFor();
    await guest.page.goto("/settings/people");
    await guest.page.getByRole("heading", { name: "There is nothing here" }).waitFor();

    await desk.page.reload();
    await desk.page.getByText("guest@example.com").waitFor();
  },
);
