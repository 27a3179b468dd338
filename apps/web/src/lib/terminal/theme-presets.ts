import { ansiColors } from "@dispatch/protocol/ansi-colors";
import type { ThemeColors } from "./terminal-theme.ts";

/**
 * The themes that everybody has, in the order they are offered: ground, text, cursor and selection, then eight colours and the
 * same eight bright. Text in each reaches 4.5:1 on the ground (but the black of dark themes, which is there to stand behind text).
 */
const tables = {
  daylight: [
    "fdfdfe 24262d 2f5bea cfdafc",
    "24262d b8272c 1f7a3f 8a5a00 2450c8 93339b 0b7285 6b6f7b",
    "5d616d d03a3d 23803f 9c6a0a 3b68e6 a94db1 187a8e 3f434d",
  ],
  paper: [
    "f9f3e6 372b21 aa4606 e7d7b8",
    "372b21 993a2e 13702f 855908 1b589e 814085 006b74 746c61",
    "6e6150 b24133 017f31 946408 1b65b9 95489b 037a84 433c32",
  ],
  mist: [
    "eaf1f6 202d3a 006c97 c0d8e9",
    "202d3a 8f3734 18692e 755900 2c4f94 783d7c 0a646c 656d74",
    "596570 a73e3b 137b33 866704 325caf 8d4591 0e747d 373e45",
  ],
  "high-contrast-light": [
    "ffffff 030303 030303 afd1fc",
    "030303 800312 03511d 5a4400 003193 6c0274 024c52 555555",
    "454545 980417 016123 6a5102 003cb0 81028a 055b63 2b2b2b",
  ],
  night: [
    "131417 dfe1e7 8fb0ff 2c3d6b",
    "2a2d35 f2777a 7fce94 e6bf6f 86a8ff d097e6 6fcad6 c8cbd4",
    "808695 ff9597 9be3ad f4d48c a9c2ff e2b5f3 93dee8 f3f4f8",
  ],
  ink: [
    "101828 d5dfeb ebbd57 2b3f65",
    "283042 ed8c84 73c07f d6b76b 7ba4f0 d190d4 26c0cf c3cbd8",
    "7b8799 feaba4 92d89c eed18c 9bbefd e9abec 5ed9e6 f0f6fd",
  ],
  forest: [
    "111e17 d5decd ade173 274435",
    "29362f ec968f 8dc282 d9be7d 62b5e4 e196c0 52c6c0 c4cec2",
    "7d8b7a fdb6af a8db9d f2d89a 81cffc fab0d9 74e0d9 f1f7f0",
  ],
  ember: [
    "201712 e5d9c5 fe9c53 523623",
    "392f2a ed9280 9dbb67 e1b673 65afeb e58fb8 39c4c4 d3c9bd",
    "928373 feb1a1 b7d484 fad090 87c8ff feaad1 62dedd fbf4ed",
  ],
  dusk: [
    "22192d e6deed fea8d9 4e3d6c",
    "3b3147 f69088 76c783 debd6d 94a4f9 e292d1 21c7d7 cec7d6",
    "8c8398 feb5ae 98dfa2 f5d892 b3c0ff f8afe7 65dfed f7f3fc",
  ],
  "high-contrast-dark": [
    "000000 ffffff f9e03f 1d438c",
    "262626 fea199 49df6e fcc618 91b8fd f890fe 07d6e7 dadada",
    "a3a3a3 fec4be 75f48e fee29c b4cffe fbbafe 40edff f5f5f5",
  ],
} as const;

export type PresetId = keyof typeof tables;
export type Preset = { readonly id: PresetId; readonly colors: ThemeColors };

export const presets: readonly Preset[] = (Object.keys(tables) as PresetId[]).map((id) => ({
  id,
  colors: colorsFrom(tables[id].join(" ").split(" ")),
}));

function colorsFrom(table: readonly string[]): ThemeColors {
  const names = ["background", "foreground", "cursor", "selection", ...ansiColors];
  return Object.fromEntries(names.map((name, index) => [name, `#${table[index]}`])) as ThemeColors;
}
