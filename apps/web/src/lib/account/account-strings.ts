import { counted } from "#lib/language/formats.ts";

/** What is said of one's account: making it, signing in, passwords, keys, logins. */
export const accountStrings = {
  setup: {
    title: "Set up Dispatch",
    lead: "Make the owner account. It is kept on this server alone.",
    setupKey: "Set-up key",
    setupKeyHint: "The value of TERMINAL_KEY that the server was started with.",
    submit: "Create owner account",
  },

  login: {
    title: "Sign in",
    lead: "Your sessions went on while you were away.",
    submit: "Sign in",
  },

  join: {
    title: "Join Dispatch",
    lead: "You were invited. Make your account on this server.",
    submit: "Create account",
    invalidTitle: "This invitation does not work",
    invalidText:
      "It was used already, has expired, was taken back, or its link was not copied whole. Ask whoever invited you for a new one.",
    closedTitle: "New accounts are closed here",
    closedText:
      "This server takes no new accounts at the moment, not even with an invitation. Ask its owner.",
    haveAccount: "I have an account: sign in",
    signedInTitle: "You are signed in already",
    signedInText: (email: string) =>
      `This browser is signed in as ${email}. To use the invitation for another account, sign out first.`,
  },

  reset: {
    title: "New password",
    lead: "Choose a new password for your account. You are then signed out everywhere.",
    submit: "Change password",
    doneTitle: "Password changed",
    doneText: "Sign in with it. Wherever you were signed in before, that has ended.",
    invalidTitle: "This link does not work",
    invalidText:
      "It was used already, has expired, or was not copied whole. Ask an administrator of this server for a new one.",
  },

  account: {
    email: "E-mail",
    name: "Name",
    nameHint: "Optional. Shown to people you share this server with.",
    password: "Password",
    newPassword: "New password",
    currentPassword: "Current password",
    passwordRule: "At least 10 characters. A few unrelated words work well.",
    passwordMissing: (count: number) => `${count} more ${count === 1 ? "character" : "characters"} needed`,
    passwordStrength: (word: string) => `Password strength: ${word}`,
    strengths: { short: "Too short", fair: "Fair", good: "Good", strong: "Strong" },
    show: "Show password",
    hide: "Hide password",
    signOut: "Sign out",
  },

  password: {
    title: "Password",
    lead: "Changing it signs you out everywhere but here.",
    firstLead: "You have none yet. With one you can sign in without a provider. It signs you out elsewhere.",
    submit: "Change password",
    firstSubmit: "Set password",
  },

  logins: {
    title: "Where you are signed in",
    lead: "Browsers, programs and devices that are signed in as you.",
    current: "This device",
    used: (when: string) => `last used ${when}`,
    end: "End",
    endNamed: (device: string) => `End the login of ${device}`,
    failed: "Your logins could not be loaded.",
    unknownDevice: "Unknown device",
    on: (program: string, system: string) => `${program} on ${system}`,
  },

  language: {
    title: "Language",
    lead: "Of everything that Dispatch says to you, on every device.",
    label: "Dispatch speaks",
    asBrowser: "The language of the browser",
  },

  apiKeys: {
    title: "API keys",
    lead: "For scripts and other programs, which act in your name with them.",
    newTitle: "New key",
    listTitle: "Your keys",
    name: "Name",
    namePlaceholder: "laptop, backup script …",
    create: "Create key",
    scope: "It may",
    scopes: {
      read: "Look at sessions",
      run: "Look at and use sessions",
      admin: "All that you may, your account among it",
    },
    expiry: "It ends",
    never: "Never",
    days: (count: number) => `After ${counted(count, "day", "days")}`,
    expires: (left: string) => `ends in ${left}`,
    expired: "has ended",
    disabled: "Disabled",
    disable: "Disable",
    enable: "Enable",
    actions: (name: string) => `Actions for key ${name}`,
    nowDisabled: (name: string) => `“${name}” is disabled: programs that use it are refused.`,
    nowEnabled: (name: string) => `“${name}” works again.`,
    renameTitle: "Rename key",
    secretTitle: "Your new key",
    secretText: "Copy it now: it is shown this once and never again.",
    secretLabel: "Secret",
    empty: "No keys yet.",
    created: (when: string) => `created ${when}`,
    used: (when: string) => `last used ${when}`,
    neverUsed: "never used",
    failed: "The keys could not be loaded.",
  },
};
