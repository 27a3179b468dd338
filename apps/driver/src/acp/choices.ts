import type { AgentChoice } from "@dispatch/protocol/agent/events";
import type { AgentNeeds } from "../agent.ts";
import type { Connection } from "./connection.ts";
import { SessionAnswer, type ConfigOption } from "./wire.ts";

type Choice = { current: string | undefined; all: AgentChoice[]; optionId: string | undefined };
type Name = "mode" | "model";

const none = (): Choice => ({ current: undefined, all: [], optionId: undefined });

/** The modes and models that an agent offers. Newer agents tell them as configuration options, older ones in ways of their own. */
export class Choices {
  readonly #emit: AgentNeeds["emit"];
  /** Before it is ready, nothing is told: how it begins is told then. */
  tells = false;
  #mode = none();
  #model = none();

  constructor(emit: AgentNeeds["emit"]) {
    this.#emit = emit;
  }

  get mode() {
    return this.#mode;
  }

  get model() {
    return this.#model;
  }

  /** What was said where the conversation was opened; it is told with `driver:ready`. */
  open({ modes, models, configOptions }: SessionAnswer): void {
    if (modes)
      this.#mode = {
        current: modes.currentModeId,
        all: modes.availableModes.map(choiceOf),
        optionId: undefined,
      };
    if (models) {
      const all = models.availableModels.map((model) => choiceOf({ ...model, id: model.modelId }));
      this.#model = { current: models.currentModelId, all, optionId: undefined };
    }
    if (configOptions) this.#takeOptions(configOptions);
  }

  takeOptions(options: readonly ConfigOption[]): void {
    const before = this.#told();
    this.#takeOptions(options);
    this.#tell(before);
  }

  takeMode(mode: string): void {
    const before = this.#told();
    this.#mode = { ...this.#mode, current: mode };
    this.#tell(before);
  }

  /** Rejects where the agent refuses. */
  async set(
    name: Name,
    id: string,
    { connection, sessionId }: { connection: Connection; sessionId: string },
  ): Promise<void> {
    const choice = name === "mode" ? this.#mode : this.#model;
    if (choice.current === id) return;
    if (choice.optionId !== undefined) {
      const params = { sessionId, configId: choice.optionId, value: id };
      const answer = await connection.request("session/set_config_option", params);
      const options = SessionAnswer.safeParse(answer).data?.configOptions;
      if (options) this.takeOptions(options);
      return;
    }
    if (name === "mode") await connection.request("session/set_mode", { sessionId, modeId: id });
    else await connection.request("session/set_model", { sessionId, modelId: id });
    const before = this.#told();
    // A mode that is told by itself when it has changed is the same by then.
    if (name === "mode") this.#mode = { ...this.#mode, current: id };
    else this.#model = { ...this.#model, current: id };
    this.#tell(before);
  }

  #takeOptions(options: readonly ConfigOption[]) {
    const find = (name: Name) => options.find(({ category, id }) => (category ?? id) === name);
    const mode = find("mode");
    const model = find("model");
    if (mode) this.#mode = fromOption(mode);
    if (model) this.#model = fromOption(model);
  }

  #told() {
    return JSON.stringify([this.#mode, this.#model]);
  }

  #tell(before: string) {
    if (!this.tells || this.#told() === before) return;
    const { current: mode, all: modes } = this.#mode;
    const { current: model, all: models } = this.#model;
    const payload = {
      ...(mode === undefined ? {} : { mode }),
      ...(model === undefined ? {} : { model }),
      modes,
      models,
    };
    this.#emit({ channel: "agent:mode", payload });
  }
}

const fromOption = (option: ConfigOption): Choice => ({
  current: option.currentValue,
  all: option.options.map((one) => choiceOf({ ...one, id: one.value })),
  optionId: option.id,
});

const choiceOf = (one: {
  id: string;
  name: string;
  description?: string | null | undefined;
}): AgentChoice => ({
  id: one.id,
  name: one.name,
  ...(one.description ? { description: one.description } : {}),
});
