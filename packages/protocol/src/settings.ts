import { z } from "zod";
import { ProviderId } from "./providers.ts";
import { settingBounds } from "./setting-bounds.ts";

type Numbered = keyof typeof settingBounds;
const rangeOf = (name: Numbered) => `from ${settingBounds[name].min} to ${settingBounds[name].max}`;
const some = (name: Numbered) =>
  z
    .number(`must be a number ${rangeOf(name)}`)
    .min(settingBounds[name].min)
    .max(settingBounds[name].max);
const count = (name: Numbered) =>
  z
    .int(`must be a whole number ${rangeOf(name)}`)
    .min(settingBounds[name].min)
    .max(settingBounds[name].max);
const orNone = <T extends z.ZodType>(name: Numbered, number: T) =>
  z.union([z.literal("none"), number], `must be "none" or a number ${rangeOf(name)}`);

/** What an administrator may change while the server runs, by the names of `config.json`. */
export const settingShapes = {
  registration: z.enum(["open", "invite", "closed"]).describe("Who may make an account."),
  agentProvider: ProviderId.describe("The agent of sessions that name none."),
  agentSleep: orNone("agentSleep", some("agentSleep")).describe(
    "Seconds that an agent rests before its process ends.",
  ),
  approvalTimeout: orNone("approvalTimeout", some("approvalTimeout")).describe(
    "Seconds that a question of an agent stays open.",
  ),
  retentionDays: orNone("retentionDays", count("retentionDays")).describe(
    "Days after which ended sessions are removed, with all they hold.",
  ),
  quotaLiveSessions: count("quotaLiveSessions").describe("Live sessions that one person may have."),
  quotaStartsPerMinute: count("quotaStartsPerMinute").describe(
    "Sessions that one person may start within a minute.",
  ),
  quotaDiskMib: orNone("quotaDiskMib", count("quotaDiskMib")).describe(
    "MiB that one person's workspaces may take; beyond it nothing new starts.",
  ),
};
type Shapes = typeof settingShapes;
export type SettingName = keyof Shapes;
export type SettingValues = { [N in SettingName]: z.infer<Shapes[N]> };
export const settingNames = Object.keys(settingShapes) as SettingName[];

const settingOf = <T extends z.ZodType>(value: T) =>
  z.object({
    value,
    default: value,
    origin: z
      .enum(["default", "set", "fixed"])
      .describe("`set` by an administrator; `fixed` where the server is started, which wins."),
    fixedBy: z.string().optional().describe("What fixes it: a variable, or a line of config.json."),
  });
type Setting<N extends SettingName> = {
  value: SettingValues[N];
  default: SettingValues[N];
  origin: "default" | "set" | "fixed";
  fixedBy?: string | undefined;
};

const each = (make: (shape: z.ZodType) => z.ZodType) =>
  Object.fromEntries(settingNames.map((name) => [name, make(settingShapes[name])]));

export const ServerSettings = z.object(each(settingOf) as { [N in SettingName]: z.ZodType<Setting<N>> });
export type ServerSettings = z.infer<typeof ServerSettings>;

/** Those that are not named stay as they are; null takes one back to its default. */
export const PutServerSettings = z.strictObject(
  each((shape) => shape.nullable().optional()) as {
    [N in SettingName]: z.ZodOptional<z.ZodNullable<Shapes[N]>>;
  },
);
export type PutServerSettings = z.infer<typeof PutServerSettings>;
