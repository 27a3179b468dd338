import { until } from "@dispatch/testkit/until";
import type { Page } from "playwright-core";

/** A session that is looked back at, with the words for what a person does there. */
export class Playback {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** From the session's menu. */
  static async open(page: Page): Promise<Playback> {
    await page.getByRole("button", { name: "Session actions", exact: true }).click();
    await page.getByRole("menuitem", { name: "Play back" }).click();
    const playback = new Playback(page);
    await until("a place in the recording", async () => (await playback.place()).seq > 0);
    await page.getByRole("menu").waitFor({ state: "detached" });
    return playback;
  }

  async place(): Promise<{ seq: number; last: number }> {
    const words = await this.#page.getByTestId("playback-place").innerText();
    const [seq = 0, last = 0] = (words.match(/event ([\d,]+) of ([\d,]+)/)?.slice(1) ?? []).map((number) =>
      Number(number.replaceAll(",", "")),
    );
    return { seq, last };
  }

  /** Waits until this event is the last one that is shown. */
  async reaches(seq: number): Promise<void> {
    const shown = this.#page.locator(`[data-testid="playback"][data-seq="${seq}"][data-seeking="false"]`);
    await shown.waitFor();
  }

  async lines(): Promise<string[]> {
    const rows = await this.#page
      .getByTestId("playback-terminal")
      .locator(".xterm-rows > div")
      .allTextContents();
    return rows.map((row) => row.replaceAll("\u00a0", " ").trimEnd()).filter((row) => row !== "");
  }

  shows(line: string | RegExp): Promise<string> {
    return until(`a recording that shows ${line}`, async () =>
      (await this.lines()).find((seen) => (typeof line === "string" ? seen === line : line.test(seen))),
    );
  }

  async press(key: string): Promise<void> {
    await this.#page.getByRole("slider").focus();
    await this.#page.keyboard.press(key);
  }

  /** Which marks one jumps between. */
  async choose(group: string): Promise<void> {
    await this.#page.getByRole("button", { name: "Go to", exact: true }).click();
    await this.#page.getByRole("radio", { name: group }).click();
    await this.#page.keyboard.press("Escape");
    await this.#page.getByRole("dialog", { name: "Go to" }).waitFor({ state: "detached" });
  }

  async jumpTo(mark: RegExp): Promise<void> {
    await this.#page.getByRole("button", { name: "Go to", exact: true }).click();
    await this.#page.getByRole("radio", { name: "All" }).click();
    await this.#page
      .getByRole("dialog", { name: "Go to" })
      .getByRole("button", { name: mark })
      .first()
      .click();
    await this.#page.locator('[data-testid="playback"][data-seeking="false"]').waitFor();
  }
}
