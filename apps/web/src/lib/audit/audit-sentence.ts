import type { AuditEntry } from "@dispatch/protocol/audit";
import { problems } from "@dispatch/protocol/problems";
import { actWords } from "./audit-acts.ts";

/** What an id stands for, where this page knows it. */
export type NameOf = (id: string) => string | undefined;

/** Who did what, as a person would say it; without where and when. */
export function auditSentence(entry: AuditEntry, nameOf: NameOf): string {
  const { act, outcome, actor } = entry;
  const words = actWords[act] ?? { done: `did ${act}`, to: `do ${act}` };
  const object = objectWords(entry, nameOf);
  if (outcome === "done") return `${actorWords(actor)} ${doneWords(entry, nameOf) ?? words.done + object}`;
  const title = outcome in problems ? problems[outcome as keyof typeof problems].title : outcome;
  return `${actorWords(actor)} tried to ${words.to}${object}${asWhom(entry, nameOf)}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}

function actorWords({ kind, name }: AuditEntry["actor"]): string {
  if (kind === "machine") return "Whoever is at the machine";
  if (kind === "nobody" || name === undefined) return "Somebody unknown";
  if (kind === "guest") return `${name} (by a link)`;
  return kind === "key" ? `${name} (with an API key)` : name;
}

/** What was done, where the details say more than the act's own words. */
function doneWords({ act, object, details }: AuditEntry, nameOf: NameOf): string | undefined {
  const who = (object !== undefined && nameOf(object)) || "somebody";
  if (act === "people.change") {
    if (details?.["disabled"] === true) return `switched off the account of ${who}`;
    if (details?.["disabled"] === false) return `switched on the account of ${who}`;
    if (details?.["role"] === "admin") return `made ${who} an administrator`;
    if (details?.["role"] === "member") return `made ${who} a member`;
  }
  if (act === "invite.create" && details?.["role"] === "admin") return "invited an administrator";
  if (act === "invite.create" && details?.["role"] === "member") return "invited a member";
  if (act === "session.create" && details?.["kind"] === "terminal") return "started a terminal";
  if (act === "share.create" && details) {
    const to = String(details["with"]);
    const whom = to === "link" ? "by a link" : `with ${nameOf(to) ?? "somebody"}`;
    const session = object === undefined ? undefined : nameOf(object);
    return `shared ${session === undefined ? "a session" : `“${session}”`} ${whom}, for ${details["access"] === "write" ? "typing too" : "looking on"}`;
  }
  return undefined;
}

/** Whose name somebody unknown gave. */
const asWhom = ({ act, object }: AuditEntry, nameOf: NameOf) => {
  const name = act === "login.start" && object !== undefined ? nameOf(object) : undefined;
  return name === undefined ? "" : ` as ${name}`;
};

/** An act on a person or a session names it; others stand for themselves. */
function objectWords({ act, object }: AuditEntry, nameOf: NameOf): string {
  const words = actWords[act];
  if (!words || !/ (of|for|session)$/.test(words.done)) return "";
  const name = object === undefined ? undefined : nameOf(object);
  if (words.done.endsWith("session")) return name === undefined ? "" : ` “${name}”`;
  return ` ${name ?? "somebody"}`;
}
