import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Account } from "@dispatch/testkit/account";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { until } from "@dispatch/testkit/until";
import { expect } from "vitest";
import { journey } from "./journey.ts";

/** Enough to see the loop at work on both sides of the server's death. */
const LINES_EACH = 10;

journey(
  "R4: a page outlives its server: no line is missing and none is there twice",
  async ({ serve, visit }) => {
    using folder = temporaryFolder();
    const [counter, end] = [join(folder.path, "counter"), join(folder.path, "end")];
    const server = await serve();
    await Account.register(server.url);
    const person = await visit(server.url, { expected: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET/] });
    const window = await person.signIn();
    await window.newTerminal();
    await window.page.evaluate("globalThis.notReloaded = true");

    await window.type(
      `i=0; while [ ! -e ${end} ]; do i=$((i+1)); echo "line $i"; echo $i >>${counter}; sleep 0.05; done\n`,
    );
    await window.shows(`line ${LINES_EACH}`);

    await server.kill();
    const diedAt = counted();
    await window.page.locator("[data-testid=connection][data-state=offline]").waitFor();
    await window.page.getByText("Connection lost").waitFor();
    await until("a program that goes on without the server", () => counted() > diedAt + LINES_EACH);

    await server.start();
    await window.page.locator("[data-testid=connection][data-state=online]").waitFor();
    const backAt = counted();
    await until("a program that goes on with the server", () => counted() > backAt + LINES_EACH);
    // Not by Ctrl-C: with it Linux throws away what nobody has read yet.
    writeFileSync(end, "");
    await window.prompt();

    const lines = await window.allLines();
    const numbers = lines.flatMap((line) => /^line (\d+)$/.exec(line)?.[1] ?? []).map(Number);
    expect(numbers).toEqual(Array.from({ length: counted() }, (_, index) => index + 1));
    await window.type("echo typed $((6*7))\n");
    await window.shows("typed 42");
    expect(await window.page.evaluate("globalThis.notReloaded")).toBe(true);

    function counted(): number {
      return readFileSync(counter, "utf8").split("\n").length - 1;
    }
  },
);
