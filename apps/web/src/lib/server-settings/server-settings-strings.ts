import { counted } from "#lib/language/formats.ts";

/** What is said of what holds for everybody on this server. */
export const serverSettingsStrings = {
  title: "Server settings",
  lead: "What holds for everybody here; a change holds at once. Addresses, isolation and the limits of single sessions are set where the server is started.",
  groups: {
    accounts: "Accounts",
    agents: "Agents",
    data: "Data",
    quotas: "What one person may use",
  },
  names: {
    registration: "New accounts",
    agentProvider: "Usual agent",
    agentSleep: "Agents fall asleep after",
    approvalTimeout: "Questions stay open for",
    retentionDays: "Ended sessions are kept for",
    quotaLiveSessions: "Live sessions",
    quotaStartsPerMinute: "Starts within a minute",
    quotaDiskMib: "Disk",
  },
  meanings: {
    registration: "Who may make an account on this server.",
    agentProvider: "The agent of sessions that name none.",
    agentSleep:
      "A resting agent’s process ends after this time. Its session stays, and the next message wakes it.",
    approvalTimeout:
      "What an agent asks is denied when nobody has answered by then. Holds for questions from now on.",
    retentionDays:
      "Then they are removed for good, with everything they hold. Live and pinned ones always stay.",
    quotaLiveSessions: "So many one person may have at the same time.",
    quotaStartsPerMinute: "So many sessions one person may start.",
    quotaDiskMib: "What one person’s workspaces may take. Beyond it nothing new starts.",
  },
  registration: {
    open: "Anybody who reaches this server",
    invite: "Whoever has an invitation",
    closed: "Nobody",
  },
  none: {
    agentSleep: "Never",
    approvalTimeout: "Until they are answered",
    retentionDays: "For ever",
    quotaDiskMib: "No limit",
  },
  units: { second: "seconds", minute: "minutes", hour: "hours", day: "days", MiB: "MiB", GiB: "GiB" },
  days: "days",
  unitOf: (name: string) => `${name}: unit`,
  between: (min: string, max: string) => `from ${min} to ${max}`,
  atMost: (max: string) => `above 0, up to ${max}`,
  possible: (bounds: string) => `Possible: ${bounds}.`,
  needed: (bounds: string, isWhole: boolean) => `Needs a ${isWhole ? "whole number" : "number"} ${bounds}.`,
  byDefault: (value: string) => `Default: ${value}.`,
  reset: "Take back to default",
  resetNamed: (name: string) => `Take back to default: ${name}`,
  fixed: (by: string) =>
    `Fixed by ${by}, where the server is started. Change it there, or take it away there to change it here.`,
  changes: (count: number) => `${counted(count, "change", "changes")} not saved`,
  discard: "Discard",
  saved: "Saved. It holds from now on.",
  removeTitle: (days: number) => `Keep ended sessions for ${counted(days, "day", "days")}?`,
  removeNone: "No session is that old now. From then on they go by themselves and cannot be brought back.",
  removeText: (count: string, size: string) =>
    `${count} ended longer ago and go at once, with everything they hold (${size}). They cannot be brought back.`,
  sessions: (count: number, isMore: boolean) =>
    isMore ? `More than ${counted(count, "session", "sessions")}` : counted(count, "session", "sessions"),
  removeAction: "Save and remove",
};
