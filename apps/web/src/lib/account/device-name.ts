import { strings } from "#lib/strings.ts";

/** The first that matches wins: most browsers also call themselves Chrome or Safari, and Android also says Linux. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\b(OPR|OPT|Opera)\//, "Opera"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\bHeadlessChrome\//, "Chrome (headless)"],
  [/\bChromium\//, "Chromium"],
  [/\b(Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\b(Macintosh|Mac OS X)\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/** A program's name for itself is shown up to here; the rest says nothing to a person and would fill the row. */
const NAME_CHARACTERS_LIMIT = 40;

/** A browser or program in a few words, from what it called itself. */
export function deviceName(userAgent: string): string {
  const browser = firstOf(browsers, userAgent);
  const system = firstOf(systems, userAgent);
  const program = browser ?? programName(userAgent);
  return system === undefined ? program : strings.logins.on(program, system);
}

const firstOf = (names: readonly (readonly [RegExp, string])[], text: string) =>
  names.find(([sign]) => sign.test(text))?.[1];

/** Programs send `name/version (comment)`, or a bare name. */
function programName(userAgent: string) {
  const name = /^[^/(]*/.exec(userAgent)?.[0].trim() ?? "";
  if (name === "" || name === "unknown" || name === "Mozilla") return strings.logins.unknownDevice;
  return name.length > NAME_CHARACTERS_LIMIT ? `${name.slice(0, NAME_CHARACTERS_LIMIT - 1)}…` : name;
}
