import { counted } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { peopleStrings as english } from "./people-strings.ts";

export const peopleStrings: Translation<typeof english> = {
  people: {
    title: "Personen",
    lead: "Alle, die auf diesem Server ein Konto haben.",
    failed: "Die Personen konnten nicht geladen werden.",
    you: "Eigenes Konto",
    off: "Gesperrt",
    actions: (name) => `Aktionen für ${name}`,
    makeAdmin: "Zum Admin machen",
    makeMember: "Zum Mitglied machen",
    resetPassword: "Link für neues Passwort",
    switchOff: "Sperren",
    switchOn: "Entsperren",
    resetTitle: "Link für ein neues Passwort",
    resetText: (name, left) =>
      `Diesen Link an ${name} geben. Er setzt einmal ein neues Passwort, gilt noch ${left} und wird nie wieder gezeigt.`,
    resetLabel: "Link für ein neues Passwort",
  },

  invites: {
    title: "Offene Einladungen",
    invite: "Einladen",
    empty: "Keine Einladung ist offen.",
    expires: (left) => `gilt noch ${left}`,
    expired: "abgelaufen",
    created: (when) => `ausgestellt ${when}`,
    takeBack: "Zurückziehen",
    takeBackNamed: (role, ending) => `Einladung als ${role} zurückziehen (${ending})`,
    dialogTitle: "Jemanden einladen",
    dialogLead:
      "Dabei entsteht ein Link zum Weitergeben. Er öffnet ein Konto. Wer beitritt, lässt Programme auf dieser Maschine laufen; wie sie getrennt sind, steht unter Installation.",
    role: "Rolle",
    expiry: "Gilt für",
    days: (count) => counted(count, "Tag", "Tage"),
    submit: "Link erzeugen",
    madeTitle: "Einladungslink",
    madeText: (left) => `Jetzt kopieren: Er wird nie wieder gezeigt. Er gilt einmal und noch ${left}.`,
    linkLabel: "Einladungslink",
  },
};
