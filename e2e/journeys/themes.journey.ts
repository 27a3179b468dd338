import { Account } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import { expect } from "vitest";
import { journey } from "./journey.ts";
import { phone, tooWide } from "./phone.ts";
import type { Window } from "./window.ts";

/** Of the text of terminals, as the browser tells it. */
const DAYLIGHT = "rgb(36, 38, 45)";
const PAPER = "rgb(55, 43, 33)";
const EMBER = "rgb(229, 217, 197)";
const MINE = "rgb(1, 2, 3)";

const textColour = (window: Window) =>
  window.page.evaluate<string>(
    "getComputedStyle(document.querySelector('.xterm-rows') ?? document.body).color",
  );
const hasColour = (window: Window, colour: string) =>
  until(`text in ${colour}`, async () => (await textColour(window)) === colour);
const file = (name: string, value: unknown) => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(typeof value === "string" ? value : JSON.stringify(value)),
});

journey(
  "a theme that is chosen on one device is on the others at once, in terminals that are open",
  async ({ serve, visit }) => {
    const server = await serve();
    await Account.register(server.url);
    const light = { colorScheme: "light" } as const;
    const terminal = await (await visit(server.url, light)).signIn();
    await terminal.newTerminal();
    await hasColour(terminal, DAYLIGHT);

    const other = await (await visit(server.url, light)).signIn("owner@example.com", "/settings/appearance");
    const themes = other.page.getByRole("radiogroup", { name: "Themes" });
    await themes.getByRole("radio", { name: "Paper" }).click();
    await hasColour(terminal, PAPER);

    // For dark pages another one: this page stays as it is, until it is dark.
    await other.page.getByRole("radio", { name: "Dark", exact: true }).last().click();
    await themes.getByRole("radio", { name: "Ember" }).click();
    await other.page.getByRole("img", { name: "Preview of Ember" }).waitFor();
    expect(await textColour(terminal)).toBe(PAPER);
    await other.page
      .getByRole("radiogroup", { name: "Theme", exact: true })
      .getByRole("radio", { name: "Dark" })
      .click();
    await hasColour(terminal, EMBER);

    // A workspace may have one of its own, whatever the page looks like.
    await terminal.button("Terminal settings").click();
    await terminal.page.getByLabel("Theme in this workspace").selectOption("Paper");
    await hasColour(terminal, PAPER);
    await terminal.page.reload();
    await hasColour(terminal, PAPER);
  },
);

journey(
  "a theme is uploaded with what is odd in it told, shown before it is taken, and deleted",
  async ({ serve, visit }) => {
    const server = await serve();
    const owner = await Account.register(server.url);
    const { id } = await owner.terminal();
    const person = await visit(server.url, { colorScheme: "light" });
    const terminal = await person.signIn("owner@example.com", `/sessions/${id}`);
    await terminal.prompt();
    const { page } = await person.open("/settings/appearance");
    const upload = (name: string, value: unknown) =>
      page.getByTestId("theme-file").setInputFiles(file(name, value));
    const dialog = page.getByRole("dialog", { name: "Add a theme" });

    for (const [value, failure] of [
      ["red is the colour", "The file is no JSON."],
      [{ name: "x" }, "The file holds no colours of a terminal."],
      [{ red: "#ff0000", rest: "x".repeat(300_000) }, "The file is larger than 256 KB, which no theme is."],
    ] as const) {
      await upload("wrong.json", value);
      await dialog.getByText(failure).waitFor();
      await dialog.getByRole("button", { name: "Close" }).last().click();
      await dialog.waitFor({ state: "detached" });
    }

    const markup = "<img src=x onerror=alert(1)>";
    await upload("coast.json", {
      name: markup,
      theme: { background: "#fafafa", foreground: "#010203", red: "crimson", sparkle: "#ffffff" },
    });
    const warnings = dialog.getByTestId("theme-warnings");
    await warnings.getByText("red is no colour (crimson); the usual one takes its place.").waitFor();
    await warnings.getByText("sparkle is not known, and left out.").waitFor();
    await warnings.getByText("blue is missing; the usual one takes its place.", { exact: true }).waitFor();
    expect(await dialog.getByLabel("Name").inputValue()).toBe(markup);
    await dialog.getByLabel("Name").fill("Coast");
    await dialog.getByRole("button", { name: "Add theme" }).click();
    await dialog.waitFor({ state: "detached" });
    await hasColour(terminal, MINE);
    await page.getByRole("radio", { name: "Coast" }).and(page.locator("[data-state=checked]")).waitFor();

    const pocket = (
      await (await visit(server.url, phone)).signIn("owner@example.com", "/settings/appearance")
    ).page;
    await pocket.getByRole("radio", { name: "Coast" }).waitFor();
    expect(await tooWide(pocket)).toEqual([]);

    await page.getByRole("button", { name: "Delete Coast" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete theme" }).click();
    await hasColour(terminal, DAYLIGHT);
    await pocket.getByRole("radio", { name: "Coast" }).waitFor({ state: "detached" });
  },
);
