import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Account } from "@dispatch/testkit/account";
import { until } from "@dispatch/testkit/until";
import type { Locator, Page } from "playwright-core";

/** A workspace with these files, made for a test. */
export class Files {
  readonly id: string;
  readonly folder: string;

  private constructor(id: string, folder: string) {
    this.id = id;
    this.folder = folder;
  }

  static async make(owner: Account, files: Readonly<Record<string, string | Uint8Array>>): Promise<Files> {
    const body = { kind: "plain", name: "Engine" };
    const made = await owner.request<{ id: string; path: string }>("POST", "/api/workspaces", { body });
    const it = new Files(made.body.id, made.body.path);
    for (const [path, text] of Object.entries(files)) it.write(path, text);
    return it;
  }

  get address(): string {
    return `/workspaces/${this.id}/files`;
  }

  write(path: string, text: string | Uint8Array): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(path: string): string | undefined {
    try {
      return readFileSync(join(this.folder, path), "utf8");
    } catch {
      return undefined;
    }
  }

  holds(path: string, text: string | undefined): Promise<true> {
    return until(`${path} with ${JSON.stringify(text)}`, () => this.read(path) === text);
  }
}

/** The pane with files in a window: its tree and its editor. */
export class FilesPage {
  readonly page: Page;
  readonly tree: Locator;
  readonly code: Locator;

  constructor(page: Page) {
    this.page = page;
    this.tree = page.getByTestId("file-tree");
    this.code = page.getByTestId("code");
  }

  row(path: string): Locator {
    return this.tree.locator(`[data-path="${path}"]`);
  }

  tab(name: string): Locator {
    return this.page.getByTestId("editor-tabs").getByRole("tab", { name });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async open(path: string): Promise<void> {
    await this.row(path).click();
    await this.page.locator(`[data-testid=code][data-path="${path}"] .cm-content`).waitFor();
  }

  /** The lines that are on the page. */
  async lines(): Promise<string[]> {
    return this.code.locator(".cm-line").allTextContents();
  }

  shows(line: string): Promise<true> {
    return until(`a text with the line ${line}`, async () => (await this.lines()).includes(line));
  }

  /** Puts the cursor at the end of a line. */
  async endOf(line: string): Promise<void> {
    await this.code.locator(".cm-line", { hasText: line }).first().click();
    await this.page.keyboard.press("End");
  }

  /** The server has what was typed. */
  settled(): Promise<void> {
    return this.page.locator("[data-testid=code][data-settled=true]").waitFor();
  }

  menu(item: string | RegExp): Promise<void> {
    return this.page.getByRole("menuitem", { name: item }).click();
  }
}
