import type { ApiKeyScope } from "@dispatch/protocol/account";
import type { SessionAccess } from "@dispatch/protocol/sharing";

/** What one may do, and who may do it. What a rule does not open stays closed. */
export type Rule = {
  /** Anybody, without showing who they are. */
  readonly isOpen?: true;
  /** What a key must be made for. Logins may do all that their person may. */
  readonly scope?: ApiKeyScope;
  /** Only somebody who is signed in: a key must not open ways in that outlast it. */
  readonly login?: true;
  /** Only those who look after the installation; `owner` only its owner. */
  readonly role?: "admin" | "owner";
  /** It is done to one session, by those who have at least this access to it. Guests come in here and nowhere else. */
  readonly session?: SessionAccess;
  /** Guests may too, although it is not about one session. */
  readonly guests?: true;
  /** It is written into the audit log: done and refused, or only when it is refused. */
  readonly audited?: true | "refusals";
};

/** The one table of permissions. Every route and every socket event names its action. */
export const actions = {
  "system.look": { isOpen: true },

  "account.register": { isOpen: true, audited: true },
  "account.read": { scope: "read" },
  "account.change": { scope: "admin", audited: true },
  "login.start": { isOpen: true, audited: true },
  "login.refresh": { isOpen: true, audited: "refusals" },
  "login.end": { scope: "read", audited: true },
  "login.list": { scope: "admin" },
  "login.revoke": { scope: "admin", audited: true },
  "ticket.create": { scope: "read", guests: true },
  "password.change": { scope: "admin", audited: true },
  "password.reset": { isOpen: true, audited: true },
  "password.machine-reset": { isOpen: true, audited: true },
  "key.list": { scope: "admin" },
  "key.create": { scope: "admin", audited: true },
  "key.change": { scope: "admin", audited: true },
  "key.delete": { scope: "admin", audited: true },

  "sign-in.look": { isOpen: true },
  "sign-in.begin": { isOpen: true, audited: "refusals" },
  "sign-in.finish": { isOpen: true, audited: true },
  "sign-in.connect": { scope: "admin", login: true, audited: "refusals" },
  "external-account.list": { scope: "admin" },
  "external-account.disconnect": { scope: "admin", audited: true },
  "passkey.list": { scope: "admin" },
  "passkey.begin": { scope: "admin", login: true, audited: "refusals" },
  "passkey.add": { scope: "admin", login: true, audited: true },
  "passkey.rename": { scope: "admin" },
  "passkey.delete": { scope: "admin", audited: true },
  "pairing.ask": { isOpen: true },
  "pairing.fetch": { isOpen: true, audited: "refusals" },
  "pairing.find": { scope: "admin", login: true },
  "pairing.answer": { scope: "admin", login: true, audited: true },
  "pairing.offer": { scope: "admin", login: true, audited: true },
  "pairing.find-offer": { isOpen: true },
  "pairing.accept": { isOpen: true, audited: true },
  "provider.list": { scope: "admin", role: "admin" },
  "provider.put": { scope: "admin", role: "admin", audited: true },
  "provider.delete": { scope: "admin", role: "admin", audited: true },

  "identity.list": { scope: "read" },
  "identity.read": { scope: "read" },
  "identity.create": { scope: "admin", audited: true },
  "identity.change": { scope: "admin", audited: true },
  "identity.delete": { scope: "admin", audited: true },
  "identity.test": { scope: "admin", audited: true },
  "known-host.trust": { scope: "admin", audited: true },

  "host-token.list": { scope: "read" },
  "host-token.create": { scope: "admin", audited: true },
  "host-token.change": { scope: "admin", audited: true },
  "host-token.delete": { scope: "admin", audited: true },
  "host-token.test": { scope: "admin", audited: true },

  "agent.list": { scope: "read" },
  "agent.install": { scope: "admin", role: "admin", audited: true },
  "agent.uninstall": { scope: "admin", role: "admin", audited: true },
  "agent.sign-in": { scope: "admin", audited: true },
  "provider-key.list": { scope: "read" },
  "provider-key.put": { scope: "admin", audited: true },
  "provider-key.delete": { scope: "admin", audited: true },

  "people.list": { scope: "admin", role: "admin" },
  "people.change": { scope: "admin", role: "admin", audited: true },
  "people.reset-password": { scope: "admin", role: "admin", audited: true },
  "invite.list": { scope: "admin", role: "admin" },
  "invite.create": { scope: "admin", role: "admin", audited: true },
  "invite.delete": { scope: "admin", role: "admin", audited: true },

  "repository.list": { scope: "read" },
  "repository.read": { scope: "read" },
  "repository.create": { scope: "run" },
  "repository.change": { scope: "run" },
  "repository.fetch": { scope: "run" },
  "repository.delete": { scope: "run", audited: true },

  "workspace.list": { scope: "read" },
  "workspace.read": { scope: "read" },
  "workspace.create": { scope: "run", audited: true },
  "workspace.change": { scope: "run" },
  "workspace.orphan": { scope: "run", audited: true },
  "workspace.delete": { scope: "run", audited: true },
  "workspace.set-up": { scope: "run", audited: true },
  "workspace.restore": { scope: "run", audited: true },
  "pull-request.read": { scope: "read" },
  "pull-request.open": { scope: "run", audited: true },

  "file.read": { scope: "read", audited: "refusals" },
  "file.write": { scope: "run", audited: "refusals" },
  "git.read": { scope: "read" },
  "git.change": { scope: "run" },
  "git.commit": { scope: "run", audited: true },
  "git.push": { scope: "run", audited: true },
  "git.revert": { scope: "run", audited: true },
  "review.read": { scope: "read" },
  "review.write": { scope: "run" },

  "session.list": { scope: "read" },
  "session.create": { scope: "run", audited: true },
  "session.read": { scope: "read", session: "view" },
  "session.export": { scope: "read", session: "view", audited: true },
  "session.write": { scope: "run", session: "write" },
  "session.rename": { scope: "run", session: "own" },
  "session.stop": { scope: "run", session: "own", audited: true },
  "session.resume": { scope: "run", session: "own", audited: true },
  "session.fork": { scope: "run", session: "own", audited: true },
  "session.delete": { scope: "run", session: "own", audited: true },
  "session.unfollow": { scope: "read", guests: true },

  "message.send": { scope: "run", session: "write" },
  "approval.list": { scope: "read" },
  "approval.read": { scope: "read", session: "view" },
  "approval.answer": { scope: "run", session: "write", audited: true },

  "rule.list": { scope: "read" },
  "rule.test": { scope: "read" },
  "rule.create": { scope: "admin", audited: true },
  "rule.change": { scope: "admin", audited: true },
  "rule.delete": { scope: "admin", audited: true },

  "usage.read": { scope: "read" },
  "budget.read": { scope: "read" },
  "budget.change": { scope: "admin", audited: true },
  "budget.session": { scope: "admin", session: "own", audited: true },

  "layout.read": { scope: "read" },
  "layout.put": { scope: "run" },
  "preferences.read": { scope: "read" },
  "preferences.change": { scope: "run" },

  "data.read": { scope: "read" },
  "data.cleanup": { scope: "run", audited: true },
  "settings.read": { scope: "admin", role: "admin" },
  "settings.change": { scope: "admin", role: "admin", audited: true },

  "share.list": { scope: "read", session: "own" },
  "share.create": { scope: "run", session: "own", audited: true },
  "share.delete": { scope: "run", session: "own", audited: true },
  "share.open": { scope: "read", guests: true, audited: true },

  "audit.read": { scope: "admin", role: "admin" },
  "audit.export": { scope: "admin", role: "admin", audited: true },
  "secrets.rotate": { scope: "admin", role: "owner", audited: true },

  "news.follow": { scope: "read" },
  "connection.test": { scope: "read", guests: true },
  "page.use": { scope: "read", guests: true },
  "runner.list": { scope: "admin", role: "admin" },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof actions;
export const ruleOf = (action: Action): Rule => actions[action];
