import { ansiColors } from "@dispatch/protocol/ansi-colors";
import { selectionOf, type ThemeColors } from "./terminal-theme.ts";

export type PreviewPart = { readonly text: string; readonly color: string; readonly ground?: string };

/** A shell at work, in words that every shell has, as the terminal would write them. */
export function previewLines(colors: ThemeColors): readonly (readonly PreviewPart[])[] {
  const part = (text: string, name: keyof ThemeColors = "foreground"): PreviewPart => ({
    text,
    color: colors[name] ?? colors.foreground,
  });
  const prompt = [part("~/app", "brightGreen"), part(" main", "magenta")];
  return [
    [...prompt, part(" $ ls")],
    [part("src/", "blue"), part("  build.sh", "green"), part("  latest@", "cyan"), part("  README.md")],
    [...prompt, part(" $ git diff")],
    [part("@@ -8 +8 @@", "yellow")],
    [part("- port: 8080", "red")],
    [part("+ port: 3000", "green")],
    [part("# ", "brightBlack"), { ...part("selected"), ground: selectionOf(colors) }],
    [...prompt, part(" $ ")],
  ];
}

/** Enough to tell themes apart at a glance. */
export const previewSign = (colors: ThemeColors): readonly PreviewPart[] => [
  { text: "~/app", color: colors.green },
  { text: " main", color: colors.magenta },
  { text: " $", color: colors.foreground },
];

export const previewDots = ["red", "yellow", "green", "cyan", "blue", "magenta"] as const;
export const previewSwatches = ansiColors;
