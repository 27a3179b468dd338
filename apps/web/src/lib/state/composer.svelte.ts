import type { MessageDelivery } from "@dispatch/protocol/session";
import { areTooMany, isImageType, readImage, type DraftImage } from "#lib/agent/images.ts";
import { MessageHistory } from "#lib/agent/message-history.ts";
import { failureOf } from "#lib/api/failure.ts";
import { strings } from "#lib/strings.ts";
import type { AgentSession } from "./agent-session.svelte.ts";

type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

/** What a person is about to say to an agent. Its text outlives a reload. */
export class Composer {
  readonly #agent: AgentSession;
  readonly #storage: Storage | undefined;
  readonly #history = new MessageHistory();
  #text = $state("");
  /** Names the message that is being sent: a second attempt is the same message. */
  #attempt: { readonly text: string; readonly key: string } | undefined;

  images = $state.raw<readonly DraftImage[]>([]);
  delivery = $state<MessageDelivery>("steer");
  busy = $state(false);
  problem = $state<string>();
  readonly #said = $derived.by(() =>
    this.#agent.items.flatMap((item) => (item.type === "message" && item.role === "user" ? [item.text] : [])),
  );
  readonly canSteer = $derived.by(() => this.#agent.abilities?.steer === true);
  readonly canSend = $derived(!this.busy && this.#text.trim() !== "");

  constructor(agent: AgentSession, storage: Storage | undefined) {
    this.#agent = agent;
    this.#storage = storage;
    this.#text = this.#kept();
  }

  get text() {
    return this.#text;
  }
  set text(text: string) {
    this.#text = text;
    this.problem = undefined;
    this.#keep();
  }

  /** By hand, which ends going back through what was said. */
  type = (text: string) => {
    this.#history.reset();
    this.text = text;
  };

  /** Whether the keys up and down lead through what was said. */
  get isBack() {
    return this.#history.isBack;
  }
  older = () => this.#recall(this.#history.older(this.#said, this.#text));
  newer = () => this.#recall(this.#history.newer(this.#said));

  add = async (files: Iterable<File>) => {
    const added: DraftImage[] = [];
    for (const file of files) {
      if (!isImageType(file.type)) {
        this.problem = strings.agent.composer.onlyImages;
        return;
      }
      added.push(await readImage(file, file.type));
    }
    const images = [...this.images, ...added];
    if (areTooMany(images)) this.problem = strings.agent.composer.tooManyImages;
    else this.images = images;
  };

  removeImage = (image: DraftImage) => {
    this.images = this.images.filter((one) => one !== image);
  };

  send = async () => {
    const text = this.#text.trim();
    if (!this.canSend) return false;
    this.busy = true;
    this.problem = undefined;
    const attempt = this.#attempt?.text === text ? this.#attempt : { text, key: crypto.randomUUID() };
    this.#attempt = attempt;
    const attachments = [...this.images];
    try {
      await this.#agent.send(
        {
          text,
          ...(attachments.length > 0 && { attachments }),
          ...(this.#agent.isBusy && { delivery: this.canSteer ? this.delivery : "queue" }),
        },
        attempt.key,
      );
      this.#attempt = undefined;
      // What was typed while it was on its way is the next message.
      this.type(this.#text.trim() === text ? "" : this.#text);
      this.images = this.images.filter((image) => !attachments.includes(image));
      return true;
    } catch (error) {
      this.problem = failureOf(error).detail;
      return false;
    } finally {
      this.busy = false;
    }
  };

  #recall(text: string | undefined) {
    if (text === undefined) return false;
    this.text = text;
    return true;
  }

  #kept(): string {
    try {
      return this.#storage?.getItem(draftKey(this.#agent.id)) ?? "";
    } catch {
      return "";
    }
  }

  #keep() {
    keepDraft(this.#agent.id, this.#text, this.#storage);
  }
}

const draftKey = (id: string) => `dispatch.draft.${id}`;

/** What is to be said in a session, for whoever opens it in this browser. */
export function keepDraft(
  id: string,
  text: string,
  storage: Storage | undefined = globalThis.localStorage,
): void {
  try {
    if (text === "") storage?.removeItem(draftKey(id));
    else storage?.setItem(draftKey(id), text);
  } catch {
    // Storage may be full or blocked: the draft then lasts as long as the page.
  }
}
