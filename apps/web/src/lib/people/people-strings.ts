/** What is said of the people of a server and of invitations. */
export const peopleStrings = {
  people: {
    title: "People",
    lead: "Everybody who has an account on this server.",
    failed: "The people could not be loaded.",
    you: "You",
    off: "Switched off",
    actions: (name: string) => `Actions for ${name}`,
    makeAdmin: "Make administrator",
    makeMember: "Make member",
    resetPassword: "Password reset link",
    switchOff: "Switch off",
    switchOn: "Switch on",
    resetTitle: "Password reset link",
    resetText: (name: string, left: string) =>
      `Hand this link to ${name}. It sets a new password once, ends in ${left}, and is never shown again.`,
    resetLabel: "Password reset link",
  },

  invites: {
    title: "Open invitations",
    invite: "Invite",
    empty: "No invitation is open.",
    expires: (left: string) => `ends in ${left}`,
    expired: "has ended",
    created: (when: string) => `made ${when}`,
    takeBack: "Take back",
    takeBackNamed: (role: string, ending: string) => `Take back the invitation as ${role} that ${ending}`,
    dialogTitle: "Invite someone",
    dialogLead:
      "You get a link to pass on. It opens one account. Whoever joins runs programs on this machine; Installation says how they are kept apart.",
    role: "Role",
    expiry: "Valid for",
    days: (count: number) => (count === 1 ? "1 day" : `${count} days`),
    submit: "Create link",
    madeTitle: "Invitation link",
    madeText: (left: string) => `Copy it now: it is never shown again. It works once and ends in ${left}.`,
    linkLabel: "Invitation link",
  },
};
