import { Account, PASSWORD } from "@dispatch/testkit/account";
import { expect } from "vitest";
import { journey } from "./journey.ts";

journey("a wrong password is said, and signing out ends the other window too", async ({ serve, visit }) => {
  const server = await serve();
  await Account.register(server.url);
  const person = await visit(server.url, { expected: [/401 .*\/api\/auth\/login$/] });

  const first = await person.open();
  await first.page.waitForURL("**/login");
  await first.page.getByLabel("E-mail").fill("owner@example.com");
  await first.page.getByLabel("Password", { exact: true }).fill("not this one at all");
  await first.button("Sign in").click();
  const alert = first.page.getByRole("alert").filter({ hasText: /password/i });
  await alert.waitFor();
  expect(new URL(first.page.url()).pathname).toBe("/login");

  await first.signIn("owner@example.com", PASSWORD);
  await first.newTerminal();
  const second = await person.open("/");
  await second.page.getByTestId("session-row").waitFor();
  await second.signOut();

  await first.page.waitForURL("**/login?**");
  expect(await person.context.cookies()).toEqual([]);
  // Whoever signs in again is where the window was.
  await first.signIn("owner@example.com", PASSWORD);
  await first.page.waitForURL("**/sessions/*");
  await first.prompt();
});
