/** The keys a touch keyboard lacks. */
export type ExtraKey =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "special"; readonly name: "escape" | "tab" | "up" | "down" | "left" | "right" };

export type Modifier = "control" | "alt";
/** `once` holds for the next key, `locked` until it is tapped off. */
export type ModifierState = "off" | "once" | "locked";
export type Modifiers = { readonly control: ModifierState; readonly alt: ModifierState };

export const noModifiers: Modifiers = { control: "off", alt: "off" };

const afterTap: Record<ModifierState, ModifierState> = { off: "once", once: "locked", locked: "off" };

export const tapModifier = (modifiers: Modifiers, modifier: Modifier): Modifiers => ({
  ...modifiers,
  [modifier]: afterTap[modifiers[modifier]],
});

/** What remains held after a key was sent. */
export const afterKey = (modifiers: Modifiers): Modifiers => ({
  control: modifiers.control === "once" ? "off" : modifiers.control,
  alt: modifiers.alt === "once" ? "off" : modifiers.alt,
});

const arrowLetter = { up: "A", down: "B", right: "C", left: "D" } as const;

/** The bytes of an extra key under the held modifiers, as xterm would send them for a real keyboard. */
export function encodeExtraKey(key: ExtraKey, modifiers: Modifiers, applicationCursorKeys: boolean): string {
  if (key.kind === "text") return encodeTyped(key.text, modifiers);
  const alt = modifiers.alt !== "off";
  if (key.name === "escape") return alt ? "\x1b\x1b" : "\x1b";
  if (key.name === "tab") return alt ? "\x1b\t" : "\t";
  const letter = arrowLetter[key.name];
  const number = 1 + (alt ? 2 : 0) + (modifiers.control !== "off" ? 4 : 0);
  if (number > 1) return `\x1b[1;${number}${letter}`;
  return `\x1b${applicationCursorKeys ? "O" : "["}${letter}`;
}

/** Applies held modifiers to what the touch keyboard typed; anything longer than one character is text, not a key. */
export function encodeTyped(text: string, modifiers: Modifiers): string {
  if ([...text].length !== 1) return text;
  const controlled = modifiers.control === "off" ? text : (controlCode(text) ?? text);
  return modifiers.alt === "off" ? controlled : `\x1b${controlled}`;
}

function controlCode(character: string): string | undefined {
  if (character === " ") return "\0";
  if (character === "?") return "\x7f";
  if (character === "/" || character === "-") return "\x1f";
  const code = character.toUpperCase().charCodeAt(0);
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code - 0x40) : undefined;
}
