import { z } from "zod";
import { ansiColors } from "./ansi-colors.ts";
import { SessionId, WorkspaceId } from "./ids.ts";
import { ProviderId } from "./providers.ts";

const HexColor = z
  .string()
  .regex(/^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/, "must be a colour such as #1e1e2e");

export const ThemeId = z.string().min(1).max(64);

export const TerminalTheme = z
  .strictObject({
    id: ThemeId,
    name: z.string().trim().min(1).max(60),
    colors: z.strictObject({
      background: HexColor,
      foreground: HexColor,
      cursor: HexColor.optional(),
      selection: HexColor.optional(),
      ...(Object.fromEntries(ansiColors.map((name) => [name, HexColor])) as Record<
        (typeof ansiColors)[number],
        typeof HexColor
      >),
    }),
  })
  .meta({ id: "TerminalTheme" });
export type TerminalTheme = z.infer<typeof TerminalTheme>;

const atMost = (limit: number) =>
  [
    (record: Record<string, unknown>) => Object.keys(record).length <= limit,
    `must not hold more than ${limit}`,
  ] as const;

const Shortcuts = z
  .record(z.string().min(1).max(64), z.string().min(1).max(64).nullable())
  .refine(...atMost(200))
  .describe("Keys of actions that are not the usual ones; null: none.");
const Themes = z
  .array(TerminalTheme)
  .max(20)
  .refine((themes) => new Set(themes.map(({ id }) => id)).size === themes.length, {
    message: "must not hold two themes of the same id",
  });

const shape = {
  appearance: z.enum(["system", "light", "dark"]),
  language: z.enum(["en", "de"]),
  shortcuts: Shortcuts,
  pinnedSessions: z
    .array(SessionId)
    .max(200)
    .describe("In the order they are shown. They are never cleared away."),
  terminalTheme: z.strictObject({ light: ThemeId.optional(), dark: ThemeId.optional() }),
  themes: Themes.describe("The person's own, beside those that everybody has."),
  workspaceThemes: z.record(WorkspaceId, ThemeId).refine(...atMost(500)),
  defaultProvider: ProviderId,
  sendWith: z.enum(["enter", "mod+enter"]),
};
type Shape = typeof shape;
type Name = keyof Shape;
const names = Object.keys(shape) as Name[];
const each = <T extends z.ZodType>(change: (schema: z.ZodType) => T) =>
  Object.fromEntries(names.map((name) => [name, change(shape[name])]));

/** What one person wants, on whichever device. What is missing is as usual. */
export const Preferences = z.strictObject(
  each((schema) => schema.optional()) as { [N in Name]: z.ZodOptional<Shape[N]> },
);
export type Preferences = z.infer<typeof Preferences>;

/** Each one that is named is replaced whole; null takes it back. */
export const PatchPreferences = z.strictObject(
  each((schema) => schema.nullable().optional()) as {
    [N in Name]: z.ZodOptional<z.ZodNullable<Shape[N]>>;
  },
);
export type PatchPreferences = z.infer<typeof PatchPreferences>;

/** Of what was kept, by whichever version, that which is understood. */
export function understoodPreferences(kept: unknown): Preferences {
  const found = Object.entries((kept ?? {}) as Record<string, unknown>).filter(([name, value]) =>
    Object.hasOwn(shape, name) ? shape[name as Name].safeParse(value).success : false,
  );
  return Object.fromEntries(found);
}
