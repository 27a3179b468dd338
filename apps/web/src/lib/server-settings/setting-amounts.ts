import { settingBounds } from "@dispatch/protocol/setting-bounds";
import { numberText, unitText } from "#lib/language/formats.ts";
import { strings } from "#lib/strings.ts";

export type AmountName = keyof typeof settingBounds;
export type AmountUnit = "second" | "minute" | "hour" | "day" | "MiB" | "GiB" | "one";
export type Amount = number | "none";

/** An amount as it is typed. Without a limit its number waits, should there be one again. */
export type TypedAmount = { readonly text: string; readonly unit: AmountUnit; readonly isNone: boolean };

const factors: Record<AmountUnit, number> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  MiB: 1,
  GiB: 1024,
  one: 1,
};
const times = ["second", "minute", "hour", "day"] as const;

type Kind = { readonly units: readonly AmountUnit[]; readonly canBeNone: boolean; readonly isWhole: boolean };
const plain: Kind = { units: ["one"], canBeNone: false, isWhole: true };
export const amountKinds: Record<AmountName, Kind> = {
  agentSleep: { units: times, canBeNone: true, isWhole: false },
  approvalTimeout: { units: times, canBeNone: true, isWhole: false },
  // Its number is one of days already.
  retentionDays: { units: ["one"], canBeNone: true, isWhole: true },
  quotaLiveSessions: plain,
  quotaStartsPerMinute: plain,
  quotaDiskMib: { units: ["MiB", "GiB"], canBeNone: true, isWhole: true },
};

export const isAmount = (name: string): name is AmountName => Object.hasOwn(amountKinds, name);

/** In the largest unit that leaves a whole number. `whenNone`: what waits while there is no limit. */
export function typedAmount(name: AmountName, amount: Amount, whenNone: number): TypedAmount {
  const isNone = amount === "none";
  const number = isNone ? whenNone : amount;
  const unit = fittingUnit(name, number);
  return { text: String(number / factors[unit]), unit, isNone };
}

/** Undefined: what is typed is no amount, or one beyond the bounds. */
export function amountOf(name: AmountName, { text, unit, isNone }: TypedAmount): Amount | undefined {
  if (isNone) return "none";
  const { min, max } = settingBounds[name];
  const number = Number(text) * factors[unit];
  if (text.trim() === "" || !(number >= min && number <= max)) return undefined;
  return amountKinds[name].isWhole && !Number.isInteger(number) ? undefined : number;
}

/** "5 minutes", "20 GiB", "1,000", or what it is called to have none. */
export function amountText(name: AmountName, amount: Amount): string {
  if (amount === "none") return strings.serverSettings.none[name as "agentSleep"];
  if (name === "retentionDays") return unitText(amount, "day", 0, "long");
  const unit = fittingUnit(name, amount);
  const number = amount / factors[unit];
  if (unit === "one") return numberText(number);
  if (unit === "MiB" || unit === "GiB") return `${numberText(number)} ${unit}`;
  return unitText(number, unit, 3, "long");
}

export function boundsText(name: AmountName): string {
  const { min, max } = settingBounds[name];
  const words = strings.serverSettings;
  return min < 1
    ? words.atMost(amountText(name, max))
    : words.between(
        name === "retentionDays" ? numberText(min) : amountText(name, min),
        amountText(name, max),
      );
}

export const neededText = (name: AmountName) =>
  strings.serverSettings.needed(boundsText(name), amountKinds[name].isWhole);

const fittingUnit = (name: AmountName, number: number): AmountUnit =>
  amountKinds[name].units.findLast((unit) => number >= factors[unit] && number % factors[unit] === 0) ??
  amountKinds[name].units[0] ??
  "one";
