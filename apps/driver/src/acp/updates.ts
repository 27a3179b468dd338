import type { AgentCommand } from "@dispatch/protocol/agent/events";
import type { AgentNeeds } from "../agent.ts";
import type { Speech } from "../speech.ts";
import type { Choices } from "./choices.ts";
import { isEcho } from "./pitfalls.ts";
import { parentOf } from "../tool-shape.ts";
import type { Tools } from "../tools.ts";
import type { Turns } from "./turns.ts";
import type { Usage } from "./usage.ts";
import type { Update } from "./wire.ts";

type Needs = {
  readonly emit: AgentNeeds["emit"];
  readonly speech: Speech;
  readonly tools: Tools;
  readonly choices: Choices;
  readonly usage: Usage;
};

type Work = Exclude<
  Update,
  {
    sessionUpdate:
      "available_commands_update" | "current_mode_update" | "config_option_update" | "usage_update";
  }
>;

/** What an agent says by itself, as what happened. */
export class Updates {
  readonly #needs: Needs;
  commands: AgentCommand[] = [];

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Without turns the conversation is not open yet: then it is told again what it held, which is in the log already. */
  take(update: Update, turns: Turns | undefined): void {
    const { emit, choices, usage } = this.#needs;
    switch (update.sessionUpdate) {
      case "available_commands_update":
        this.commands = update.availableCommands.map(commandOf);
        if (turns) emit({ channel: "agent:commands", payload: { commands: this.commands } });
        return;
      case "current_mode_update":
        return choices.takeMode(update.currentModeId);
      case "config_option_update":
        return choices.takeOptions(update.configOptions);
      case "usage_update":
        return usage.take(update);
      default:
        if (turns) this.#worked(update, turns);
    }
  }

  /** What it does of its work. */
  #worked(update: Work, turns: Turns): void {
    const { emit, speech, tools } = this.#needs;
    switch (update.sessionUpdate) {
      case "agent_message_chunk":
      case "agent_thought_chunk": {
        const text = update.content.text ?? "";
        if (text === "" || isEcho(text)) return;
        turns.stir();
        const type = update.sessionUpdate === "agent_message_chunk" ? "text" : "thinking";
        return speech.say(text, { type, ...parentOf(update) }, update.messageId ?? undefined);
      }
      case "tool_call":
      case "tool_call_update":
        if (tools.hasEnded(update.toolCallId)) return;
        turns.stir();
        speech.finish();
        return tools.take(update);
      case "plan": {
        speech.finish();
        const entries = update.entries.map(({ priority, ...entry }) => ({
          ...entry,
          ...(priority ? { priority } : {}),
        }));
        return emit({ channel: "agent:plan", payload: { entries } });
      }
      case "notice": {
        const text = [update.title, update.description].filter(Boolean).join("\n");
        return emit({ channel: "agent:notice", payload: { code: "agent", text } });
      }
    }
  }
}

type ToldCommand = Extract<
  Update,
  { sessionUpdate: "available_commands_update" }
>["availableCommands"][number];

const commandOf = ({ name, description, input }: ToldCommand): AgentCommand => ({
  name,
  description: description ?? "",
  ...(input?.hint ? { hint: input.hint } : {}),
});
