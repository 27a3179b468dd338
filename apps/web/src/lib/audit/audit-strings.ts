import { counted, numberText } from "#lib/language/formats.ts";
import { auditActStrings } from "./audit-act-strings.ts";

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
  acts: auditActStrings,
  sentence: {
    did: (who: string, what: string) => `${who} ${what}`,
    tried: (who: string, what: string, givenName: string | undefined, why: string) =>
      `${who} tried to ${what}${givenName === undefined ? "" : ` as ${givenName}`}: ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
    unknownDone: (act: string) => `did ${act}`,
    unknownTo: (act: string) => `do ${act}`,
    machine: "Whoever is at the machine",
    nobody: "Somebody unknown",
    guest: (name: string) => `${name} (by a link)`,
    key: (name: string) => `${name} (with an API key)`,
    somebody: "somebody",
    quoted: (name: string) => `“${name}”`,
    switchedOff: (who: string) => `switched off the account of ${who}`,
    switchedOn: (who: string) => `switched on the account of ${who}`,
    madeAdmin: (who: string) => `made ${who} an administrator`,
    madeMember: (who: string) => `made ${who} a member`,
    invitedAdmin: "invited an administrator",
    invitedMember: "invited a member",
    startedTerminal: "started a terminal",
    disabledKey: "disabled an API key",
    enabledKey: "enabled an API key",
    cleanedUp: (sessions: number) =>
      `removed ${counted(sessions, "ended session", "ended sessions")} in a clean-up`,
    changedSettings: (names: string) => `changed the server’s settings: ${names}`,
    /** Without a person it was shared by a link. */
    shared: (session: string | undefined, person: string | undefined, access: "view" | "write") =>
      `shared ${session === undefined ? "a session" : `“${session}”`} ${person === undefined ? "by a link" : `with ${person}`}, for ${access === "write" ? "typing too" : "looking on"}`,
  },
};
