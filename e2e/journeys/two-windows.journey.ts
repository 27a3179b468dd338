import { isDeepStrictEqual } from "node:util";
import { Account } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import { expect } from "vitest";
import { journey } from "./journey.ts";

journey("two windows on one terminal show the same", async ({ serve, visit }) => {
  const server = await serve();
  await Account.register(server.url);
  const person = await visit(server.url);
  const first = await person.signIn();
  await first.newTerminal();
  await first.type("echo before $((40+2))\n");
  await first.shows("before 42");

  const second = await person.open(`/sessions/${first.sessionId}`);
  await second.shows("before 42");
  await second.type("echo from the second $((40+2))\n");
  await first.shows("from the second 42");
  await first.type("echo from the first $((40+2))\n");
  for (const window of [first, second]) await window.shows("from the first 42");
  await first.prompt();
  await second.prompt();
  expect(await first.lines()).toEqual(await second.lines());
});

journey(
  "two windows of different sizes take a terminal from each other by typing, and draw it alike",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const { id } = await owner.terminal({ title: "Common" });
    const person = await visit(server.url);
    const wide = await person.signIn("owner@example.com", `/sessions/${id}`);
    await wide.prompt();
    const narrow = await person.open(`/sessions/${id}`);
    await narrow.page.setViewportSize({ width: 700, height: 500 });
    await narrow.prompt();
    for (const round of [1, 2]) {
      for (const [name, window] of Object.entries({ wide, narrow })) {
        // The shell draws its line anew for each new size, in the middle of what is typed.
        await window.type(`echo "$((40+2)) is what ${name} said in round ${round}, at its own width"\n`);
        const said = `42 is what ${name} said in round ${round}, at its own width`;
        for (const seen of [wide, narrow]) await seen.shows(said);
        for (const seen of [wide, narrow]) await seen.prompt();
        await until("two windows that draw alike", async () =>
          isDeepStrictEqual(await wide.lines(), await narrow.lines()),
        );
      }
    }
  },
);

journey(
  "R9: another person's address leads to a page that says no more than that it is not there",
  async ({ serve, visit }) => {
    const server = await serve({ DISPATCH_REGISTRATION: "open" });
    const owner = await Account.register(server.url);
    await Account.register(server.url, "other@example.com");
    const { id } = await owner.terminal({ title: "Not yours" });

    const stranger = await visit(server.url, { expected: [/status of 404 .*\/api\/sessions\/ses_/] });
    const window = await stranger.signIn("other@example.com", `/sessions/${id}`);
    await window.page.getByRole("heading", { name: "This session does not exist" }).waitFor();
    expect(await window.page.content()).not.toContain("Not yours");
    await window.page.getByRole("link", { name: "Go to your sessions" }).click();
    await window.page.getByRole("heading", { name: "No sessions yet" }).waitFor();
  },
);
