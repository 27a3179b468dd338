import type { AuditEntry } from "@dispatch/protocol/audit";
import { problems } from "@dispatch/protocol/problems";
import { listText } from "#lib/language/formats.ts";
import { strings } from "#lib/strings.ts";
import type { ActWords } from "./audit-act-strings.ts";

/** What an id stands for, where this page knows it. */
export type NameOf = (id: string) => string | undefined;

/** Who did what, as a person would say it; without where and when. */
export function auditSentence(entry: AuditEntry, nameOf: NameOf): string {
  const { act, outcome, actor } = entry;
  const { sentence, acts } = strings.audit;
  const words = (acts as Readonly<Record<string, ActWords>>)[act] ?? {
    done: sentence.unknownDone(act),
    to: sentence.unknownTo(act),
  };
  const who = actorWords(actor);
  if (outcome === "done")
    return sentence.did(who, doneWords(entry, nameOf) ?? withObject(words.done, entry, nameOf));
  const title = outcome in problems ? problems[outcome as keyof typeof problems].title : outcome;
  return sentence.tried(who, withObject(words.to, entry, nameOf), givenName(entry, nameOf), title);
}

function actorWords({ kind, name }: AuditEntry["actor"]): string {
  const { sentence } = strings.audit;
  if (kind === "machine") return sentence.machine;
  if (kind === "nobody" || name === undefined) return sentence.nobody;
  if (kind === "guest") return sentence.guest(name);
  return kind === "key" ? sentence.key(name) : name;
}

/** What was done, where the details say more than the act's own words. */
function doneWords({ act, object, details }: AuditEntry, nameOf: NameOf): string | undefined {
  const { sentence } = strings.audit;
  const who = (object !== undefined && nameOf(object)) || sentence.somebody;
  if (act === "people.change") {
    if (details?.["disabled"] === true) return sentence.switchedOff(who);
    if (details?.["disabled"] === false) return sentence.switchedOn(who);
    if (details?.["role"] === "admin") return sentence.madeAdmin(who);
    if (details?.["role"] === "member") return sentence.madeMember(who);
  }
  if (act === "invite.create" && details?.["role"] === "admin") return sentence.invitedAdmin;
  if (act === "invite.create" && details?.["role"] === "member") return sentence.invitedMember;
  if (act === "session.create" && details?.["kind"] === "terminal") return sentence.startedTerminal;
  if (act === "key.change" && details?.["isDisabled"] === true) return sentence.disabledKey;
  if (act === "key.change" && details?.["isDisabled"] === false) return sentence.enabledKey;
  if (act === "data.cleanup" && typeof details?.["sessions"] === "number")
    return sentence.cleanedUp(details["sessions"]);
  if (act === "settings.change" && details) return sentence.changedSettings(settingsText(details));
  if (act === "share.create" && details) {
    const to = String(details["with"]);
    const whom = to === "link" ? undefined : (nameOf(to) ?? sentence.somebody);
    const session = object === undefined ? undefined : nameOf(object);
    return sentence.shared(session, whom, details["access"] === "write" ? "write" : "view");
  }
  return undefined;
}

/** "Ended sessions are kept for (30)": what each was set to, as the log keeps it. */
function settingsText(details: object): string {
  const names: Readonly<Record<string, string>> = strings.serverSettings.names;
  return listText(
    Object.entries(details).map(([name, value]) => `${names[name] ?? name} (${String(value)})`),
  );
}

/** Whose name somebody unknown gave. */
const givenName = ({ act, object }: AuditEntry, nameOf: NameOf) =>
  act === "login.start" && object !== undefined ? nameOf(object) : undefined;

/** An act on a person or a session names it; a session whose name is not known here goes without. */
function withObject(words: string, { object }: AuditEntry, nameOf: NameOf): string {
  const { sentence } = strings.audit;
  const name = object === undefined ? undefined : nameOf(object);
  return words
    .replace("{person}", () => name ?? sentence.somebody)
    .replace(/ ?\{session\}/, () => (name === undefined ? "" : ` ${sentence.quoted(name)}`));
}
