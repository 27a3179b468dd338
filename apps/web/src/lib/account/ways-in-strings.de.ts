import type { Translation } from "#lib/language/translation.ts";
import type { waysInStrings as english } from "./ways-in-strings.ts";

export const waysInStrings: Translation<typeof english> = {
  waysIn: {
    or: "oder",
    passkey: "Mit Passkey anmelden",
    provider: (name) => `Weiter mit ${name}`,
    errors: {
      "sign-in-expired":
        "Diese Anmeldung begann in einem anderen Browser, ist zu lange her oder schon abgeschlossen. Bitte neu anmelden.",
      "sign-in-cancelled":
        "Die Anmeldung wurde beim Anbieter abgelehnt. Noch einmal versuchen oder anders anmelden.",
      "sign-in-failed":
        "Die Antwort des Anbieters beweist die Identität nicht. Noch einmal versuchen oder anders anmelden.",
      "provider-unavailable":
        "Der Anbieter antwortet nicht. Später noch einmal versuchen oder anders anmelden.",
      "provider-not-found": "Dieser Anbieter wurde entfernt oder abgeschaltet. Bitte anders anmelden.",
      "email-unverified":
        "Der Anbieter bürgt für keine E-Mail-Adresse dieses Kontos. Dort bestätigen, dann noch einmal versuchen.",
      "email-taken":
        "Mit dieser E-Mail-Adresse gibt es schon ein Konto. Mit dessen Passwort anmelden und diesen Weg dann in den Einstellungen verbinden.",
      "registration-closed":
        "Hier gibt es dieses Konto nicht, und neue brauchen eine Einladung. Auskunft gibt der Eigentümer.",
      "invite-invalid":
        "Die Einladung wurde benutzt, ist abgelaufen oder wurde zurückgezogen. Es braucht eine neue.",
      "owner-needed": "Dieser Server hat noch keinen Eigentümer. Dessen Konto kommt zuerst.",
      "external-account-taken":
        "Dieses Konto ist hier schon mit jemand anderem verbunden. Dort muss es zuerst getrennt werden.",
      forbidden: "Dieses Konto ist gesperrt. Auskunft gibt ein Admin.",
      "too-many-requests": "Von hier kamen zu viele Fehlversuche. Bitte zehn Minuten warten.",
      unknown: "Die Anmeldung hat nicht geklappt. Noch einmal versuchen oder anders anmelden.",
    },
    passkeyCancelled: "Kein Passkey wurde benutzt. Noch einmal versuchen oder anders anmelden.",
    passkeyUnknown: "Der Passkey auf diesem Gerät ist hier nicht mehr bekannt. Bitte anders anmelden.",
  },

  connections: {
    title: "Andere Anmeldewege",
    lead: "Konten anderswo, mit denen die Anmeldung hier neben Passwort und Passkeys möglich ist.",
    failed: "Die anderen Anmeldewege konnten nicht geladen werden.",
    empty: "Keiner ist verbunden.",
    connect: (name) => `${name} verbinden`,
    connected: "Verbunden. Ab jetzt geht die Anmeldung auch damit.",
    disconnect: "Trennen",
    disconnectNamed: (provider, label) => `${label} bei ${provider} trennen`,
    disconnectTitle: (provider) => `${provider} trennen?`,
    disconnectText: "Die Anmeldung damit ist nicht mehr möglich. Bestehende Anmeldungen bleiben.",
    off: "Abgeschaltet",
    used: (when) => `zuletzt benutzt ${when}`,
  },

  passkeys: {
    title: "Passkeys",
    lead: "Anmelden mit Fingerabdruck, Gesicht oder der Sperre des Geräts.",
    failed: "Die Passkeys konnten nicht geladen werden.",
    empty: "Noch keine Passkeys.",
    add: "Passkey hinzufügen",
    addTitle: "Passkey hinzufügen",
    addLead: "Dieser Browser oder ein anderes Gerät erzeugt und verwahrt ihn.",
    name: "Name",
    namePlaceholder: "Telefon, Sicherheitsschlüssel …",
    password: "Passwort",
    submit: "Passkey anlegen",
    made: "Die Anmeldung geht ab jetzt mit diesem Passkey.",
    cancelled: "Kein Passkey wurde angelegt. Der Versuch lässt sich jederzeit wiederholen.",
    known: "Dieses Gerät hat schon einen Passkey für dieses Konto.",
    notHere: "Dieser Browser kennt keine Passkeys.",
    created: (when) => `angelegt ${when}`,
    used: (when) => `zuletzt benutzt ${when}`,
    neverUsed: "nie benutzt",
    rename: (name) => `Passkey ${name} umbenennen`,
    renameTitle: "Passkey umbenennen",
    delete: (name) => `Passkey ${name} löschen`,
    deleteTitle: (name) => `Passkey „${name}“ löschen?`,
    deleteText: "Die Anmeldung damit ist nicht mehr möglich. Er sollte auch auf dem Gerät gelöscht werden.",
    deleteAction: "Passkey löschen",
  },
};
