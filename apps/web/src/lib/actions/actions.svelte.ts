import { type Component, untrack } from "svelte";
import { chordOf, isMac, isTyping, type Chord } from "./chord.ts";

/** What a person can do, by whichever way: palette, menu or keys. */
export type Action = {
  /** Never changes: own keys are kept under it. */
  readonly id: string;
  readonly title: string;
  readonly section: string;
  readonly icon?: Component<{ class?: string }>;
  /** Its keys, unless the person chose others. */
  readonly keys?: Chord;
  /** The same keys as other keyboards have them. */
  readonly moreKeys?: readonly Chord[];
  /** Other words it is looked for by. */
  readonly words?: string;
  /** Keys that programs use themselves are theirs in a terminal; those that browsers use are theirs elsewhere. */
  readonly keysIn?: "terminal" | "elsewhere";
  /** The browser does it for these keys by itself, and needs no leave for it: they are told, and left to it. */
  readonly isNative?: boolean;
  readonly run: () => unknown;
};

type Source = () => readonly Action[];

/** Every action there is right now, and the keys for it. */
export class Actions {
  readonly #chosen: () => Readonly<Record<string, Chord | null>>;
  #sources = $state.raw<readonly Source[]>([]);
  readonly all: readonly Action[] = $derived(this.#sources.flatMap((source) => source()));
  readonly #byChord = $derived(
    new Map(
      this.all.toReversed().flatMap((action) => {
        const keys = this.keysOf(action);
        if (keys === undefined) return [];
        const more = keys === action.keys ? (action.moreKeys ?? []) : [];
        return [...more, keys].map((each) => [each, action] as const);
      }),
    ),
  );

  /** @param chosen The keys that this person set; null for none. */
  constructor(chosen: () => Readonly<Record<string, Chord | null>>) {
    this.#chosen = chosen;
  }

  /** Offers actions until the answer is called. What is offered last stands last, and gives way where keys clash. */
  offer = (source: Source): (() => void) => {
    // A room offers in an effect, which is not to run again for what others offer.
    this.#sources = [...untrack(() => this.#sources), source];
    return () => (this.#sources = this.#sources.filter((other) => other !== source));
  };

  keysOf = ({ id, keys }: Pick<Action, "id" | "keys">): Chord | undefined => {
    const chosen = this.#chosen()[id];
    return chosen === null ? undefined : (chosen ?? keys);
  };

  by = (chord: Chord) => this.#byChord.get(chord);

  /** Runs what the keys are for, before anything else on the page sees them. */
  handleKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const chord = chordOf(event, isMac);
    const action = chord === undefined ? undefined : this.by(chord);
    if (chord === undefined || !action) return;
    const target = event.target instanceof Element ? event.target : undefined;
    if (target?.closest("[data-takes-keys]")) return;
    if (isTyping(chord) && (isField(target) || target?.closest("[role=dialog], [role=menu]"))) return;
    if (action.isNative && chord === action.keys) return;
    const isInTerminal = Boolean(target?.closest(".xterm"));
    if (action.keysIn !== undefined && (action.keysIn === "terminal") !== isInTerminal) return;
    event.preventDefault();
    event.stopPropagation();
    void action.run();
  };
}

const isField = (target: Element | undefined) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
