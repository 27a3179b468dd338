/** What the list of settings says. `search`: words by which a page is found besides its title. */
export const settingsPagesStrings = {
  find: "Find a setting",
  nothingFound: (typed: string) => `No setting is found by “${typed}”.`,
  groups: { personal: "You", work: "Work", administration: "Administration" },
  pages: {
    profile: {
      title: "Profile",
      search: "account name e-mail role sign out language german deutsch sprache",
    },
    appearance: {
      title: "Appearance",
      search: "theme terminal colours light dark palette upload xterm vs code windows",
    },
    "ways-in": {
      title: "Ways in",
      search: "sign-in security passkeys password connected accounts oauth github login",
    },
    devices: { title: "Devices", search: "logins sessions browsers sign out pair phone qr code" },
    "api-keys": { title: "API keys", search: "tokens secrets programs scripts openapi documentation" },
    agents: {
      title: "Agents",
      search: "providers models install claude opencode gemini codex keys sign in subscription",
    },
    rules: {
      title: "Approval rules",
      search: "permissions allow ask deny commands tools policy dry run",
    },
    usage: {
      title: "Usage and limits",
      search: "budgets cost tokens money spending quota raise",
    },
    terminal: {
      title: "Terminal",
      search: "font size line height cursor blink scrollback renderer copy paste screen reader",
    },
    "git-identities": {
      title: "Git identities",
      search: "ssh keys author access tokens hosts github gitlab",
    },
    repositories: { title: "Repositories", search: "git clones fetch addresses" },
    data: {
      title: "Data",
      search: "storage size retention clean up cleanup delete old sessions disk database",
    },
    people: { title: "People", search: "users accounts invitations invite roles admins reset password" },
    "sign-in-providers": {
      title: "Sign-in providers",
      search: "openid connect oidc github oauth single sign-on sso",
    },
    "server-settings": {
      title: "Server settings",
      search: "registration quotas limits retention agents sleep approval timeout configuration",
    },
    audit: { title: "Audit log", search: "history who did what export" },
    installation: {
      title: "Installation",
      search: "server health runners isolation sandbox version encryption key",
    },
  },
  apiDocs: {
    title: "Documentation of the API",
    lead: "Every call of this server, with what it takes and answers.",
    page: "Read it",
    document: "As an OpenAPI document",
  },
};
