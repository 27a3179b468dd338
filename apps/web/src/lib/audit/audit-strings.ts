import { numberText } from "#lib/language/formats.ts";

/** What is said of the audit log. */
export const auditStrings = {
  title: "Audit log",
  lead: "Who did what on this server, newest first. Never what anybody typed or read.",
  verdict: "Is the log whole?",
  verify: "Check again",
  verifying: "Every entry is being checked…",
  intact: "The log is whole",
  broken: "The log is not as it was written",
  act: "What",
  everything: "Everything",
  person: "Who",
  everybody: "Everybody",
  empty: "Nothing like this is in the log.",
  older: "Show older",
  place: (address: string, device?: string) =>
    `from ${address}${device === undefined ? "" : ` with ${device}`}`,
  number: (number: number) => `Entry ${numberText(number)}`,
};
