/** An act in words. `{person}` and `{session}` stand for whom or what it was done to. */
export type ActWords = {
  /** What the filter calls it. */
  readonly name: string;
  /** After a name, when it was done. */
  readonly done: string;
  /** After "tried to", when it was refused. */
  readonly to: string;
};

/** Acts by the names that the server gives them, in the order in which people look for them. */
export const auditActStrings = {
  "login.start": { name: "Sign-in", done: "signed in", to: "sign in" },
  "login.end": { name: "Sign-out", done: "signed out", to: "sign out" },
  "login.revoke": { name: "Login ended", done: "ended a login", to: "end a login" },
  "login.refresh": { name: "Login renewed", done: "renewed a login", to: "renew a login that is over" },
  "sign-in.begin": {
    name: "Sign-in begun",
    done: "began to sign in by a passkey or provider",
    to: "sign in by a passkey or provider",
  },
  "sign-in.finish": {
    name: "Sign-in by passkey or provider",
    done: "signed in by a passkey or provider",
    to: "sign in by a passkey or provider",
  },
  "sign-in.connect": {
    name: "Provider connected",
    done: "began to connect a sign-in provider",
    to: "connect a sign-in provider",
  },
  "external-account.disconnect": {
    name: "Provider disconnected",
    done: "disconnected a sign-in provider",
    to: "disconnect a sign-in provider",
  },
  "passkey.begin": { name: "Passkey begun", done: "began to add a passkey", to: "add a passkey" },
  "passkey.add": { name: "Passkey added", done: "added a passkey", to: "add a passkey" },
  "passkey.delete": { name: "Passkey deleted", done: "deleted a passkey", to: "delete a passkey" },
  "pairing.fetch": {
    name: "Pairing asked for",
    done: "asked for a pairing's outcome",
    to: "sign in by pairing",
  },
  "pairing.answer": {
    name: "Pairing answered",
    done: "answered a device that asked to be paired",
    to: "answer a device that asked to be paired",
  },
  "pairing.offer": { name: "Pairing offered", done: "offered to pair a device", to: "pair a device" },
  "pairing.accept": { name: "Device paired", done: "signed in by pairing", to: "sign in by pairing" },
  "account.register": { name: "New account", done: "made an account", to: "make an account" },
  "account.change": { name: "Account changed", done: "changed their account", to: "change their account" },
  "password.change": { name: "Password changed", done: "changed their password", to: "change a password" },
  "password.reset": {
    name: "Password reset by link",
    done: "set a new password by a reset link",
    to: "set a new password by a reset link",
  },
  "password.machine-reset": {
    name: "Password reset at the machine",
    done: "reset the password of {person}",
    to: "reset the password of {person}",
  },
  "identity.create": {
    name: "Git identity made",
    done: "made a git identity",
    to: "make a git identity",
  },
  "identity.change": {
    name: "Git identity changed",
    done: "changed a git identity",
    to: "change a git identity",
  },
  "identity.delete": {
    name: "Git identity deleted",
    done: "deleted a git identity",
    to: "delete a git identity",
  },
  "identity.test": {
    name: "Git identity tried",
    done: "tried a git identity at a host",
    to: "try a git identity at a host",
  },
  "known-host.trust": {
    name: "Host key trusted",
    done: "trusted a git host's new key",
    to: "trust a git host's new key",
  },
  "agent.install": { name: "Agent installed", done: "began to install an agent", to: "install an agent" },
  "agent.uninstall": { name: "Agent taken away", done: "took an agent away", to: "take an agent away" },
  "agent.sign-in": {
    name: "Sign-in to an agent",
    done: "was at signing in to an agent",
    to: "sign in to an agent",
  },
  "provider-key.put": {
    name: "Agent's key given",
    done: "gave their key for an agent",
    to: "give a key for an agent",
  },
  "provider-key.delete": {
    name: "Agent's key deleted",
    done: "deleted their key for an agent",
    to: "delete a key for an agent",
  },
  "host-token.create": {
    name: "Access token added",
    done: "added an access token of a git host",
    to: "add an access token of a git host",
  },
  "host-token.change": {
    name: "Access token changed",
    done: "changed an access token of a git host",
    to: "change an access token of a git host",
  },
  "host-token.delete": {
    name: "Access token deleted",
    done: "deleted an access token of a git host",
    to: "delete an access token of a git host",
  },
  "host-token.test": {
    name: "Access token tried",
    done: "tried an access token at its git host",
    to: "try an access token at its git host",
  },
  "key.create": { name: "API key made", done: "made an API key", to: "make an API key" },
  "key.change": { name: "API key changed", done: "changed an API key", to: "change an API key" },
  "key.delete": { name: "API key deleted", done: "deleted an API key", to: "delete an API key" },
  "provider.put": {
    name: "Sign-in provider set",
    done: "set a sign-in provider",
    to: "set a sign-in provider",
  },
  "provider.delete": {
    name: "Sign-in provider deleted",
    done: "deleted a sign-in provider",
    to: "delete a sign-in provider",
  },
  "people.change": {
    name: "Account changed",
    done: "changed the account of {person}",
    to: "change the account of {person}",
  },
  "people.reset-password": {
    name: "Password reset link",
    done: "made a password reset link for {person}",
    to: "make a password reset link for {person}",
  },
  "invite.create": { name: "Invitation", done: "invited somebody", to: "invite somebody" },
  "invite.delete": {
    name: "Invitation taken back",
    done: "took an invitation back",
    to: "take an invitation back",
  },
  "repository.delete": {
    name: "Repository forgotten",
    done: "forgot a repository and its clone",
    to: "forget a repository",
  },
  "workspace.create": { name: "Workspace made", done: "made the workspace", to: "make a workspace" },
  "workspace.delete": {
    name: "Workspace deleted",
    done: "deleted the workspace",
    to: "delete the workspace",
  },
  "workspace.orphan": {
    name: "Folder without a workspace decided on",
    done: "decided on a folder without a workspace",
    to: "decide on a folder without a workspace",
  },
  "workspace.set-up": {
    name: "Workspace set up",
    done: "changed or ran the set-up of the workspace",
    to: "change or run the set-up of the workspace",
  },
  "workspace.restore": {
    name: "Workspace restored",
    done: "restored the workspace",
    to: "restore the workspace",
  },
  "pull-request.open": {
    name: "Pull request opened",
    done: "opened or updated a pull request",
    to: "open a pull request",
  },
  "session.create": {
    name: "Session started",
    done: "started a session {session}",
    to: "start a session {session}",
  },
  "session.stop": {
    name: "Session stopped",
    done: "stopped the session {session}",
    to: "stop the session {session}",
  },
  "session.resume": {
    name: "Session resumed",
    done: "resumed the session {session}",
    to: "resume the session {session}",
  },
  "session.delete": {
    name: "Session deleted",
    done: "deleted the session {session}",
    to: "delete the session {session}",
  },
  "session.export": {
    name: "Session exported",
    done: "exported the session {session}",
    to: "export the session {session}",
  },
  "share.create": {
    name: "Session shared",
    done: "shared the session {session}",
    to: "share the session {session}",
  },
  "share.delete": {
    name: "Sharing stopped",
    done: "stopped sharing the session {session}",
    to: "stop sharing the session {session}",
  },
  "share.open": {
    name: "Link opened",
    done: "opened a link to the session {session}",
    to: "open a link to a session {session}",
  },
  "approval.answer": {
    name: "Question answered",
    done: "answered what an agent asked",
    to: "answer what an agent asked",
  },
  "rule.create": { name: "Approval rule made", done: "made an approval rule", to: "make an approval rule" },
  "rule.change": {
    name: "Approval rule changed",
    done: "changed an approval rule",
    to: "change an approval rule",
  },
  "rule.delete": {
    name: "Approval rule deleted",
    done: "deleted an approval rule",
    to: "delete an approval rule",
  },
  "budget.change": {
    name: "Limits changed",
    done: "changed the limits of what agents use",
    to: "change the limits of what agents use",
  },
  "budget.session": {
    name: "Limit of a session",
    done: "changed the limits of the session {session}",
    to: "change the limits of a session {session}",
  },
  "session.fork": {
    name: "Conversation branched off",
    done: "branched off the conversation {session}",
    to: "branch off a conversation {session}",
  },
  "file.read": { name: "File read", done: "read a file of a workspace", to: "read a file of a workspace" },
  "file.write": {
    name: "File written",
    done: "wrote a file of a workspace",
    to: "write a file of a workspace",
  },
  "git.commit": { name: "Commit", done: "made a commit", to: "make a commit" },
  "git.push": { name: "Push", done: "pushed commits", to: "push commits" },
  "git.revert": {
    name: "Files taken back",
    done: "took the files of a workspace back to a snapshot",
    to: "take the files of a workspace back to a snapshot",
  },
  "data.cleanup": { name: "Clean-up", done: "removed ended sessions", to: "remove ended sessions" },
  "settings.change": {
    name: "Server settings changed",
    done: "changed the server’s settings",
    to: "change the server’s settings",
  },
  "audit.export": { name: "Audit log exported", done: "exported the audit log", to: "export the audit log" },
  "secrets.rotate": {
    name: "Encryption key replaced",
    done: "replaced the encryption key",
    to: "replace the encryption key",
  },
} satisfies Readonly<Record<string, ActWords>>;
