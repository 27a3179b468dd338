/// <reference lib="dom" />
import { Account } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey } from "./journey.ts";

/** The second file of a name is refused before it gets another. */
const TAKEN = /409 .*\/files\/content/;

journey(
  "files that are dropped or pasted go into the workspace, and their paths are typed",
  async ({ serve, visit }) => {
    const server = await serve();
    await Account.register(server.url);
    const window = await (await visit(server.url, { expected: [TAKEN] })).signIn();
    const { page } = window;
    await window.newTerminal();

    await window.type("cat ");
    await bring(page, "drop", [{ name: "two words's.txt", text: "first content\n" }]);
    await page.getByText("1 file uploaded into the workspace").waitFor();
    await window.shows(/two words/);
    await window.type("\n");
    await window.shows("first content");
    await window.prompt();

    // Nothing is written over: the second of a name has another one.
    await window.type("cat ");
    await bring(page, "drop", [{ name: "two words's.txt", text: "second content\n" }]);
    await window.shows(/words.*-2\.txt/);
    await window.type("\n");
    await window.shows(/^second content/);
    await window.prompt();

    await bring(page, "paste", [{ name: "image.png", text: "not really an image", type: "image/png" }]);
    await window.shows(/image\.png/);
    const list = async () => {
      const workspaces = (await (await page.request.get("/api/workspaces")).json()) as {
        items: { id: string }[];
      };
      const files = await page.request.get(`/api/workspaces/${workspaces.items[0]?.id ?? ""}/files?path=`);
      return ((await files.json()) as { items: { name: string }[] }).items.map(({ name }) => name).toSorted();
    };
    expect(await list()).toEqual(["image.png", "two words's-2.txt", "two words's.txt"]);
    // What was brought in by mistake is taken back.
    await page.locator("[data-sonner-toast][data-front=true]").getByRole("button", { name: "Undo" }).click();
    await until("the image gone", async () => !(await list()).includes("image.png"));
  },
);

/** As a browser tells of files that are let go above the terminal, or pasted into it. */
async function bring(
  page: Page,
  how: "drop" | "paste",
  files: { readonly name: string; readonly text: string; readonly type?: string }[],
): Promise<void> {
  await page.evaluate(
    ({ how, files }) => {
      const data = new DataTransfer();
      for (const { name, text, type } of files)
        data.items.add(new File([text], name, { type: type ?? "text/plain" }));
      const target = document.querySelector('[data-testid="terminal"] textarea');
      const kind = { bubbles: true, cancelable: true };
      if (how === "paste")
        target?.dispatchEvent(new ClipboardEvent("paste", { ...kind, clipboardData: data }));
      else
        for (const type of ["dragenter", "dragover", "drop"])
          target?.dispatchEvent(new DragEvent(type, { ...kind, dataTransfer: data }));
    },
    { how, files },
  );
}
