import { listText } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { sharingStrings as english } from "./sharing-strings.ts";

export const sharingStrings: Translation<typeof english> = {
  sharing: {
    title: (title) => `„${title}“ teilen`,
    lead: "Andere sehen dasselbe, von der ersten Zeile an, bis das Teilen endet.",
    with: "Teilen mit",
    way: { person: "Einer Person hier", link: "Allen mit einem Link" },
    label: "Name für den Link",
    labelPlaceholder: "Besuch",
    labelHint: "Zu sehen für alle, die in der Sitzung sind.",
    may: "Erlaubt ist",
    access: { view: "Zusehen", write: "Mitschreiben" },
    writeHint: "Wer hier mitschreibt, führt Befehle mit diesem Konto aus.",
    end: "Endet",
    duration: (hours) =>
      hours === 0
        ? "Nie"
        : hours < 24
          ? `In ${hours} Std.`
          : hours === 24
            ? "In 1 Tag"
            : hours === 168
              ? "In 1 Woche"
              : `In ${hours / 24} Tagen`,
    submit: { person: "Teilen", link: "Link erzeugen" },
    sharedWith: (name) => `Geteilt mit ${name}`,
    linkTitle: "Link zu dieser Sitzung",
    linkText: "Jetzt kopieren: Er wird nie wieder gezeigt. Er öffnet diese Sitzung und sonst nichts.",
    linkLabel: "Link",
    qrLabel: "Der Link als QR-Code",
    qrText: "Den Code mit einem Telefon scannen oder den Link weitergeben.",
    present: "Geteilt mit",
    link: "Link",
    endless: "ohne Ende",
    ends: (left) => `gilt noch ${left}`,
    ended: "abgelaufen",
    stop: "Teilen beenden",
    stopNamed: (name) => `Teilen mit ${name} beenden`,
    failed: "Mit wem geteilt wird, konnte nicht geladen werden.",
    mine: "Geteilt",
    theirs: (owner, access) => `von ${owner} · ${access === "view" ? "zusehen" : "mitschreiben"}`,
    gone: "Diese Sitzung wird nicht mehr geteilt",
    goneText: "Das Teilen wurde beendet, die Zeit war um, oder die Sitzung wurde gelöscht.",
    pageTitle: "Geteilte Sitzung",
    linkGone: "Dieser Link gilt nicht mehr",
    linkGoneText:
      "Er wurde zurückgezogen, seine Zeit ist um, oder er ist nicht vollständig. Von wem er kam, kann einen neuen ausstellen.",
    lookingOn: "Nur zum Zusehen.",
    lookingOnOf: (owner) => `Nur zum Zusehen. Diese Sitzung gehört ${owner}.`,
    sizedByTypist: "Größe nach dem, der schreibt",
  },

  presence: {
    title: "Gerade dabei",
    label: (names) => `Gerade hier: ${listText(names)}`,
    access: { view: "sieht zu", write: "schreibt mit", own: "Eigentümer" },
    you: (name) => `${name} (hier)`,
    guest: "über einen Link",
    typedLast: "schrieb zuletzt",
    types: "schreibt",
  },
};
