/**
 * Keys pressed together, written as `mod+shift+p`: modifiers in this order, then the key. `mod` is Cmd on a Mac and Ctrl elsewhere. Letters and
 * digits go by their place on the keyboard where Alt is held, which on a Mac makes other letters of them.
 */
export type Chord = string;

const modifiers = ["mod", "ctrl", "alt", "shift"] as const;

const keyNames: Readonly<Record<string, string>> = {
  " ": "space",
  "+": "plus",
  Escape: "esc",
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Nothing while only modifiers are held. */
export function chordOf(event: Pressed, isMac: boolean): Chord | undefined {
  if (["Control", "Shift", "Alt", "Meta", "AltGraph", "Dead", "Process", "Unidentified"].includes(event.key))
    return undefined;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const ctrl = isMac && event.ctrlKey;
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(event.code)?.[1];
  const key =
    place !== undefined && (event.altKey || event.shiftKey) && !isPlain(event)
      ? place.toLowerCase()
      : (keyNames[event.key] ?? event.key.toLowerCase());
  const held = { mod, ctrl, alt: event.altKey, shift: event.shiftKey && !isSymbol(event) };
  return [...modifiers.filter((name) => held[name]), key].join("+");
}

/** A key that only means what is typed, `?` for one: Shift is part of how it is made. */
const isPlain = ({ altKey, ctrlKey, metaKey }: Pressed) => !altKey && !ctrlKey && !metaKey;
const isSymbol = (event: Pressed) =>
  isPlain(event) && event.key.length === 1 && !/[a-z0-9 ]/i.test(event.key);

/** Whether a text field could mean it: such a chord is not taken from one. */
export const isTyping = (chord: Chord) =>
  !/^(?:mod|ctrl|alt)\+/.test(chord) && !/^(?:shift\+)?f\d+$/.test(chord);

/** Never given to a page, or not given back by it. */
const browsers: ReadonlySet<Chord> = new Set([
  "mod+w",
  "mod+t",
  "mod+n",
  "mod+q",
  "mod+shift+t",
  "mod+shift+n",
  "mod+shift+w",
  "mod+tab",
  "mod+shift+tab",
  "f5",
  "f11",
  "f12",
]);
export const isBrowsers = (chord: Chord) => browsers.has(chord);

const signs: Readonly<Record<string, readonly [mac: string, other: string]>> = {
  mod: ["⌘", "Ctrl"],
  ctrl: ["⌃", "Ctrl"],
  alt: ["⌥", "Alt"],
  shift: ["⇧", "Shift"],
  left: ["←", "←"],
  right: ["→", "→"],
  up: ["↑", "↑"],
  down: ["↓", "↓"],
  esc: ["Esc", "Esc"],
  enter: ["↩", "Enter"],
  space: ["Space", "Space"],
  plus: ["+", "+"],
  pageup: ["⇞", "PgUp"],
  pagedown: ["⇟", "PgDn"],
};

/** How the keys are labelled on this person's keyboard. */
export const chordLabel = (chord: Chord, isMac: boolean): string =>
  chord
    .split("+")
    .map(
      (part) =>
        signs[part]?.[isMac ? 0 : 1] ??
        (part.length === 1 ? part.toUpperCase() : part[0]?.toUpperCase() + part.slice(1)),
    )
    .join(isMac ? "" : "+");

export const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
