/** Red, green and blue from 0 to 255. */
type Parts = readonly [number, number, number];

/** `#rgb`, `#rrggbb` or `#rrggbbaa`, of which the last two are left out. */
function partsOf(hex: string): Parts {
  const digits = hex.slice(1);
  const wide = digits.length < 6 ? [...digits].map((digit) => digit + digit).join("") : digits;
  return [0, 2, 4].map((at) => Number.parseInt(wide.slice(at, at + 2), 16)) as unknown as Parts;
}

const hexOf = (parts: readonly number[]) =>
  `#${parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** So much of the first colour on the second one. */
export const mixed = (colour: string, ground: string, share: number) => {
  const under = partsOf(ground);
  return hexOf(partsOf(colour).map((part, index) => part * share + (under[index] ?? 0) * (1 - share)));
};

function luminance(hex: string): number {
  const [red, green, blue] = partsOf(hex).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Parts;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1, where nothing can be told apart, to 21, black on white. */
export function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

export const isDark = (ground: string) => contrast(ground, "#ffffff") > contrast(ground, "#000000");
const hexColour = /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const rgbColour =
  /^rgba?\(\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*(?:[,/]\s*[\d.]+%?\s*)?\)$/i;

/** A colour as people write it, as `#rrggbb`: what shines through is not taken over. */
export function colourFrom(text: string): string | undefined {
  const trimmed = text.trim();
  if (hexColour.test(trimmed)) return hexOf(partsOf(trimmed));
  const parts = rgbColour.exec(trimmed)?.slice(1, 4).map(Number);
  return parts?.every((part) => part <= 255) === true ? hexOf(parts) : undefined;
}
