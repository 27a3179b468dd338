/** What is said of ways to sign in besides a password. */
export const waysInStrings = {
  waysIn: {
    or: "or",
    passkey: "Sign in with a passkey",
    provider: (name: string) => `Continue with ${name}`,
    errors: {
      "sign-in-expired":
        "That sign-in was begun in another browser or too long ago, or is finished already. Sign in again.",
      "sign-in-cancelled": "The sign-in was declined at the provider. Try again, or sign in another way.",
      "sign-in-failed":
        "The provider’s answer does not prove who you are. Try again, or sign in another way.",
      "provider-unavailable": "The provider does not answer. Try again in a while, or sign in another way.",
      "provider-not-found": "That provider was removed or switched off. Sign in another way.",
      "email-unverified":
        "The provider does not vouch for an e-mail address of yours. Confirm it there, then try again.",
      "email-taken":
        "There is an account with your e-mail address already. Sign in to it with its password, then connect this way in its settings.",
      "registration-closed":
        "You have no account here, and new ones need an invitation. Ask the owner for one.",
      "invite-invalid": "The invitation was used, has expired or was taken back. Ask for a new one.",
      "owner-needed": "This server has no owner yet. Make the owner’s account first.",
      "external-account-taken":
        "That account is connected to somebody else here. It has to be disconnected there first.",
      forbidden: "This account is switched off. Ask an administrator.",
      "too-many-requests": "There were too many failed attempts from here. Wait ten minutes.",
      unknown: "Signing in did not work. Try again, or sign in another way.",
    },
    passkeyCancelled: "No passkey was used. Try again, or sign in another way.",
    passkeyUnknown: "This device has a passkey that is not known here any more. Sign in another way.",
  },

  connections: {
    title: "Other ways in",
    lead: "Accounts elsewhere that sign you in here, besides your password and passkeys.",
    failed: "Your other ways in could not be loaded.",
    empty: "None is connected.",
    connect: (name: string) => `Connect ${name}`,
    connected: "Connected. From now on it signs you in.",
    disconnect: "Disconnect",
    disconnectNamed: (provider: string, label: string) => `Disconnect ${label} at ${provider}`,
    disconnectTitle: (provider: string) => `Disconnect ${provider}?`,
    disconnectText: "It does not sign you in any more. Where you are signed in, you stay so.",
    off: "Switched off",
    used: (when: string) => `last used ${when}`,
  },

  passkeys: {
    title: "Passkeys",
    lead: "Sign in with your fingerprint, your face or the lock of your device.",
    failed: "Your passkeys could not be loaded.",
    empty: "No passkeys yet.",
    add: "Add a passkey",
    addTitle: "Add a passkey",
    addLead: "This browser or one of your devices makes it, and keeps it.",
    name: "Name",
    namePlaceholder: "phone, security key …",
    password: "Your password",
    submit: "Create passkey",
    made: "The passkey signs you in from now on.",
    cancelled: "No passkey was made. Try again when you are ready.",
    known: "This device has a passkey for your account already.",
    notHere: "This browser does not support passkeys.",
    created: (when: string) => `made ${when}`,
    used: (when: string) => `last used ${when}`,
    neverUsed: "never used",
    rename: (name: string) => `Rename passkey ${name}`,
    renameTitle: "Rename passkey",
    delete: (name: string) => `Delete passkey ${name}`,
    deleteTitle: (name: string) => `Delete the passkey “${name}”?`,
    deleteText: "It does not sign you in any more. Delete it on your device as well.",
    deleteAction: "Delete passkey",
  },
};
