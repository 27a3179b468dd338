import { encode } from "uqr";

/** The light edge that scanners need. */
const BORDER_MODULES = 2;
const COLOURS = "\u001b[30;107m";
const RESET = "\u001b[0m";

/** A QR code of half blocks, black on white whatever the terminal's own colours are. */
export function qrCode(text: string): string {
  const { data } = encode(text, { border: BORDER_MODULES });
  const lines: string[] = [];
  for (let y = 0; y < data.length; y += 2) {
    const cells = (data[y] ?? []).map((upper, x) => {
      const lower = data[y + 1]?.[x] ?? false;
      if (upper) return lower ? "█" : "▀";
      return lower ? "▄" : " ";
    });
    lines.push(`${COLOURS}${cells.join("")}${RESET}\n`);
  }
  return lines.join("");
}
