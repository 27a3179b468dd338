import type { Translation } from "#lib/language/translation.ts";
import type { auditActStrings as english } from "./audit-act-strings.ts";

export const auditActStrings: Translation<typeof english> = {
  "login.start": { name: "Anmeldung", done: "hat sich angemeldet", to: "sich anmelden" },
  "login.end": { name: "Abmeldung", done: "hat sich abgemeldet", to: "sich abmelden" },
  "login.revoke": {
    name: "Anmeldung beendet",
    done: "hat eine Anmeldung beendet",
    to: "eine Anmeldung beenden",
  },
  "login.refresh": {
    name: "Anmeldung erneuert",
    done: "hat eine Anmeldung erneuert",
    to: "eine abgelaufene Anmeldung erneuern",
  },
  "sign-in.begin": {
    name: "Anmeldung begonnen",
    done: "hat eine Anmeldung mit Passkey oder Anbieter begonnen",
    to: "sich mit Passkey oder Anbieter anmelden",
  },
  "sign-in.finish": {
    name: "Anmeldung mit Passkey oder Anbieter",
    done: "hat sich mit Passkey oder Anbieter angemeldet",
    to: "sich mit Passkey oder Anbieter anmelden",
  },
  "sign-in.connect": {
    name: "Anbieter verbunden",
    done: "hat begonnen, einen Anmeldeanbieter zu verbinden",
    to: "einen Anmeldeanbieter verbinden",
  },
  "external-account.disconnect": {
    name: "Anbieter getrennt",
    done: "hat einen Anmeldeanbieter getrennt",
    to: "einen Anmeldeanbieter trennen",
  },
  "passkey.begin": {
    name: "Passkey begonnen",
    done: "hat begonnen, einen Passkey hinzuzufügen",
    to: "einen Passkey hinzufügen",
  },
  "passkey.add": {
    name: "Passkey hinzugefügt",
    done: "hat einen Passkey hinzugefügt",
    to: "einen Passkey hinzufügen",
  },
  "passkey.delete": {
    name: "Passkey gelöscht",
    done: "hat einen Passkey gelöscht",
    to: "einen Passkey löschen",
  },
  "pairing.fetch": {
    name: "Koppeln angefragt",
    done: "hat nach dem Ergebnis des Koppelns gefragt",
    to: "sich durch Koppeln anmelden",
  },
  "pairing.answer": {
    name: "Koppeln beantwortet",
    done: "hat einem Gerät geantwortet, das gekoppelt werden wollte",
    to: "einem Gerät antworten, das gekoppelt werden wollte",
  },
  "pairing.offer": {
    name: "Koppeln angeboten",
    done: "hat angeboten, ein Gerät zu koppeln",
    to: "ein Gerät koppeln",
  },
  "pairing.accept": {
    name: "Gerät gekoppelt",
    done: "hat sich durch Koppeln angemeldet",
    to: "sich durch Koppeln anmelden",
  },
  "account.register": { name: "Neues Konto", done: "hat ein Konto angelegt", to: "ein Konto anlegen" },
  "account.change": {
    name: "Konto geändert",
    done: "hat das eigene Konto geändert",
    to: "das eigene Konto ändern",
  },
  "password.change": {
    name: "Passwort geändert",
    done: "hat das eigene Passwort geändert",
    to: "ein Passwort ändern",
  },
  "password.reset": {
    name: "Passwort per Link neu gesetzt",
    done: "hat per Link ein neues Passwort gesetzt",
    to: "per Link ein neues Passwort setzen",
  },
  "password.machine-reset": {
    name: "Passwort an der Maschine neu gesetzt",
    done: "hat das Passwort von {person} neu gesetzt",
    to: "das Passwort von {person} neu setzen",
  },
  "identity.create": {
    name: "Git-Identität angelegt",
    done: "hat eine Git-Identität angelegt",
    to: "eine Git-Identität anlegen",
  },
  "identity.change": {
    name: "Git-Identität geändert",
    done: "hat eine Git-Identität geändert",
    to: "eine Git-Identität ändern",
  },
  "identity.delete": {
    name: "Git-Identität gelöscht",
    done: "hat eine Git-Identität gelöscht",
    to: "eine Git-Identität löschen",
  },
  "identity.test": {
    name: "Git-Identität getestet",
    done: "hat eine Git-Identität bei einem Host getestet",
    to: "eine Git-Identität bei einem Host testen",
  },
  "known-host.trust": {
    name: "Host-Schlüssel vertraut",
    done: "hat dem neuen Schlüssel eines Git-Hosts vertraut",
    to: "dem neuen Schlüssel eines Git-Hosts vertrauen",
  },
  "agent.install": {
    name: "Agent installiert",
    done: "hat die Installation eines Agenten begonnen",
    to: "einen Agenten installieren",
  },
  "agent.uninstall": {
    name: "Agent entfernt",
    done: "hat einen Agenten entfernt",
    to: "einen Agenten entfernen",
  },
  "agent.sign-in": {
    name: "Anmeldung bei einem Agenten",
    done: "war dabei, sich bei einem Agenten anzumelden",
    to: "sich bei einem Agenten anmelden",
  },
  "provider-key.put": {
    name: "Schlüssel für Agenten hinterlegt",
    done: "hat den eigenen Schlüssel für einen Agenten hinterlegt",
    to: "einen Schlüssel für einen Agenten hinterlegen",
  },
  "provider-key.delete": {
    name: "Schlüssel für Agenten gelöscht",
    done: "hat den eigenen Schlüssel für einen Agenten gelöscht",
    to: "einen Schlüssel für einen Agenten löschen",
  },
  "host-token.create": {
    name: "Zugriffstoken hinzugefügt",
    done: "hat ein Zugriffstoken eines Git-Hosts hinzugefügt",
    to: "ein Zugriffstoken eines Git-Hosts hinzufügen",
  },
  "host-token.change": {
    name: "Zugriffstoken geändert",
    done: "hat ein Zugriffstoken eines Git-Hosts geändert",
    to: "ein Zugriffstoken eines Git-Hosts ändern",
  },
  "host-token.delete": {
    name: "Zugriffstoken gelöscht",
    done: "hat ein Zugriffstoken eines Git-Hosts gelöscht",
    to: "ein Zugriffstoken eines Git-Hosts löschen",
  },
  "host-token.test": {
    name: "Zugriffstoken getestet",
    done: "hat ein Zugriffstoken bei seinem Git-Host getestet",
    to: "ein Zugriffstoken bei seinem Git-Host testen",
  },
  "key.create": {
    name: "API-Schlüssel angelegt",
    done: "hat einen API-Schlüssel angelegt",
    to: "einen API-Schlüssel anlegen",
  },
  "key.change": {
    name: "API-Schlüssel geändert",
    done: "hat einen API-Schlüssel geändert",
    to: "einen API-Schlüssel ändern",
  },
  "key.delete": {
    name: "API-Schlüssel gelöscht",
    done: "hat einen API-Schlüssel gelöscht",
    to: "einen API-Schlüssel löschen",
  },
  "provider.put": {
    name: "Anmeldeanbieter eingerichtet",
    done: "hat einen Anmeldeanbieter eingerichtet",
    to: "einen Anmeldeanbieter einrichten",
  },
  "provider.delete": {
    name: "Anmeldeanbieter gelöscht",
    done: "hat einen Anmeldeanbieter gelöscht",
    to: "einen Anmeldeanbieter löschen",
  },
  "people.change": {
    name: "Konto geändert",
    done: "hat das Konto von {person} geändert",
    to: "das Konto von {person} ändern",
  },
  "people.reset-password": {
    name: "Link für neues Passwort",
    done: "hat einen Link für ein neues Passwort von {person} erzeugt",
    to: "einen Link für ein neues Passwort von {person} erzeugen",
  },
  "invite.create": { name: "Einladung", done: "hat jemanden eingeladen", to: "jemanden einladen" },
  "invite.delete": {
    name: "Einladung zurückgezogen",
    done: "hat eine Einladung zurückgezogen",
    to: "eine Einladung zurückziehen",
  },
  "repository.delete": {
    name: "Repository vergessen",
    done: "hat ein Repository und seinen Klon vergessen lassen",
    to: "ein Repository vergessen lassen",
  },
  "workspace.create": {
    name: "Arbeitsbereich angelegt",
    done: "hat den Arbeitsbereich angelegt",
    to: "einen Arbeitsbereich anlegen",
  },
  "workspace.delete": {
    name: "Arbeitsbereich gelöscht",
    done: "hat den Arbeitsbereich gelöscht",
    to: "den Arbeitsbereich löschen",
  },
  "workspace.orphan": {
    name: "Über Ordner ohne Arbeitsbereich entschieden",
    done: "hat über einen Ordner ohne Arbeitsbereich entschieden",
    to: "über einen Ordner ohne Arbeitsbereich entscheiden",
  },
  "workspace.set-up": {
    name: "Arbeitsbereich eingerichtet",
    done: "hat die Einrichtung des Arbeitsbereichs geändert oder laufen lassen",
    to: "die Einrichtung des Arbeitsbereichs ändern oder laufen lassen",
  },
  "workspace.restore": {
    name: "Arbeitsbereich wiederhergestellt",
    done: "hat den Arbeitsbereich wiederhergestellt",
    to: "den Arbeitsbereich wiederherstellen",
  },
  "pull-request.open": {
    name: "Pull Request geöffnet",
    done: "hat einen Pull Request geöffnet oder aktualisiert",
    to: "einen Pull Request öffnen",
  },
  "session.create": {
    name: "Sitzung gestartet",
    done: "hat eine Sitzung {session} gestartet",
    to: "eine Sitzung {session} starten",
  },
  "session.stop": {
    name: "Sitzung beendet",
    done: "hat die Sitzung {session} beendet",
    to: "die Sitzung {session} beenden",
  },
  "session.resume": {
    name: "Sitzung fortgesetzt",
    done: "hat die Sitzung {session} fortgesetzt",
    to: "die Sitzung {session} fortsetzen",
  },
  "session.delete": {
    name: "Sitzung gelöscht",
    done: "hat die Sitzung {session} gelöscht",
    to: "die Sitzung {session} löschen",
  },
  "session.export": {
    name: "Sitzung exportiert",
    done: "hat die Sitzung {session} exportiert",
    to: "die Sitzung {session} exportieren",
  },
  "share.create": {
    name: "Sitzung geteilt",
    done: "hat die Sitzung {session} geteilt",
    to: "die Sitzung {session} teilen",
  },
  "share.delete": {
    name: "Teilen beendet",
    done: "hat das Teilen der Sitzung {session} beendet",
    to: "das Teilen der Sitzung {session} beenden",
  },
  "share.open": {
    name: "Link geöffnet",
    done: "hat einen Link zu der Sitzung {session} geöffnet",
    to: "einen Link zu einer Sitzung {session} öffnen",
  },
  "approval.answer": {
    name: "Frage beantwortet",
    done: "hat die Frage eines Agenten beantwortet",
    to: "die Frage eines Agenten beantworten",
  },
  "rule.create": {
    name: "Freigaberegel angelegt",
    done: "hat eine Freigaberegel angelegt",
    to: "eine Freigaberegel anlegen",
  },
  "rule.change": {
    name: "Freigaberegel geändert",
    done: "hat eine Freigaberegel geändert",
    to: "eine Freigaberegel ändern",
  },
  "rule.delete": {
    name: "Freigaberegel gelöscht",
    done: "hat eine Freigaberegel gelöscht",
    to: "eine Freigaberegel löschen",
  },
  "budget.change": {
    name: "Grenzen geändert",
    done: "hat die Grenzen für den Verbrauch von Agenten geändert",
    to: "die Grenzen für den Verbrauch von Agenten ändern",
  },
  "budget.session": {
    name: "Grenze einer Sitzung",
    done: "hat die Grenzen der Sitzung {session} geändert",
    to: "die Grenzen einer Sitzung {session} ändern",
  },
  "session.fork": {
    name: "Gespräch abgezweigt",
    done: "hat vom Gespräch {session} abgezweigt",
    to: "von einem Gespräch {session} abzweigen",
  },
  "file.read": {
    name: "Datei gelesen",
    done: "hat eine Datei eines Arbeitsbereichs gelesen",
    to: "eine Datei eines Arbeitsbereichs lesen",
  },
  "file.write": {
    name: "Datei geschrieben",
    done: "hat eine Datei eines Arbeitsbereichs geschrieben",
    to: "eine Datei eines Arbeitsbereichs schreiben",
  },
  "git.commit": { name: "Commit", done: "hat einen Commit gemacht", to: "einen Commit machen" },
  "git.push": { name: "Push", done: "hat Commits gepusht", to: "Commits pushen" },
  "git.revert": {
    name: "Dateien zurückgesetzt",
    done: "hat die Dateien eines Arbeitsbereichs auf einen Schnappschuss zurückgesetzt",
    to: "die Dateien eines Arbeitsbereichs auf einen Schnappschuss zurücksetzen",
  },
  "data.cleanup": {
    name: "Aufgeräumt",
    done: "hat beendete Sitzungen entfernt",
    to: "beendete Sitzungen entfernen",
  },
  "settings.change": {
    name: "Servereinstellungen geändert",
    done: "hat Servereinstellungen geändert",
    to: "Servereinstellungen ändern",
  },
  "audit.export": {
    name: "Audit-Protokoll exportiert",
    done: "hat das Audit-Protokoll exportiert",
    to: "das Audit-Protokoll exportieren",
  },
  "secrets.rotate": {
    name: "Schlüssel der Verschlüsselung ersetzt",
    done: "hat den Schlüssel der Verschlüsselung ersetzt",
    to: "den Schlüssel der Verschlüsselung ersetzen",
  },
};
