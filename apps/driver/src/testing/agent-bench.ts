import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DriverWish } from "@dispatch/protocol/agent/driving";
import { ScriptedModel } from "@dispatch/testkit/model/scripted-model";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { expect } from "vitest";
import { TestDriver } from "./test-driver.ts";

/** Ports and folders of one run. */
export type Place = { readonly model: ScriptedModel; readonly workspace: string; readonly home: string };

export type Begin = (place: Place) => Omit<DriverWish, "watchEveryTool">;

/** A folder, a model and the drivers of one test. */
export class AgentBench implements AsyncDisposable {
  readonly model: ScriptedModel;
  readonly workspace: string;
  readonly home: string;
  readonly #begin: Begin | undefined;
  readonly #folder: ReturnType<typeof temporaryFolder>;
  readonly #drivers: TestDriver[] = [];

  private constructor(begin: Begin | undefined, model: ScriptedModel) {
    this.#begin = begin;
    this.model = model;
    this.#folder = temporaryFolder();
    this.workspace = join(this.#folder.path, "workspace");
    this.home = join(this.#folder.path, "home");
    mkdirSync(this.workspace);
    mkdirSync(this.home);
  }

  static async open(begin: Begin | undefined): Promise<AgentBench> {
    return new AgentBench(begin, await ScriptedModel.open());
  }

  wish() {
    if (!this.#begin) throw new Error("it is not installed");
    return this.#begin(this);
  }

  /** The whole conversation, as the model was told it last. */
  get told(): string {
    return this.model.turns.at(-1)?.context ?? "";
  }

  driver(): TestDriver {
    const driver = new TestDriver();
    this.#drivers.push(driver);
    return driver;
  }

  /** Ends the driver: nothing is left of its agent, the laws hold, and nothing was complained of. */
  async rest(driver = this.#drivers[0]): Promise<void> {
    expect(await driver?.close()).toEqual([]);
    driver?.lawsHold();
    expect(driver?.complaints).toBe("");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const driver of this.#drivers) await driver[Symbol.asyncDispose]();
    await this.model[Symbol.asyncDispose]();
    this.#folder[Symbol.dispose]();
  }
}
