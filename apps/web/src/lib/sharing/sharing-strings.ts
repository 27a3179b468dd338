import { listText } from "#lib/language/formats.ts";

/** What is said of sessions that several people see. */
export const sharingStrings = {
  sharing: {
    title: (title: string) => `Share “${title}”`,
    lead: "Others see what you see, from its first line on, until you stop it.",
    with: "Share with",
    way: { person: "A person here", link: "Whoever has a link" },
    label: "Name for the link",
    labelPlaceholder: "Visitor",
    labelHint: "Shown to everybody who is in the session.",
    may: "They may",
    access: { view: "Look on", write: "Type too" },
    writeHint: "Whoever types here runs commands as you.",
    end: "Ends",
    duration: (hours: number) =>
      hours === 0
        ? "Never"
        : hours < 24
          ? `In ${hours} h`
          : hours === 24
            ? "In 1 day"
            : hours === 168
              ? "In 1 week"
              : `In ${hours / 24} days`,
    submit: { person: "Share", link: "Make link" },
    sharedWith: (name: string) => `Shared with ${name}`,
    linkTitle: "Link to this session",
    linkText: "Copy it now: it is never shown again. It opens this session, and nothing else of yours.",
    linkLabel: "Link",
    qrLabel: "The link as a QR code",
    qrText: "Point a phone at the code, or pass the link on.",
    present: "Shared with",
    link: "Link",
    endless: "no end",
    ends: (left: string) => `ends in ${left}`,
    ended: "has ended",
    stop: "Stop sharing",
    stopNamed: (name: string) => `Stop sharing with ${name}`,
    failed: "With whom it is shared could not be loaded.",
    mine: "Shared",
    theirs: (owner: string, access: "view" | "write") =>
      `${owner}’s · ${access === "view" ? "look on" : "type too"}`,
    gone: "This session is no longer shared with you",
    goneText: "Its owner stopped sharing it, the time was over, or it was deleted.",
    pageTitle: "Shared session",
    linkGone: "This link has ended",
    linkGoneText:
      "It was taken back, its time is over, or it was not copied whole. Ask whoever gave it to you for a new one.",
    lookingOn: "You are looking on.",
    lookingOnOf: (owner: string) => `You are looking on. This is ${owner}’s session.`,
    sizedByTypist: "Sized by whoever types",
  },

  presence: {
    title: "In front of it now",
    label: (names: readonly string[]) => `Here now: ${listText(names)}`,
    access: { view: "looks on", write: "types too", own: "owner" },
    you: (name: string) => `${name} (you)`,
    guest: "by a link",
    typedLast: "typed last",
    types: "types",
  },
};
