import type { Translation } from "#lib/language/translation.ts";
import type { settingsPagesStrings as english } from "./settings-pages-strings.ts";

export const settingsPagesStrings: Translation<typeof english> = {
  find: "Einstellung suchen",
  nothingFound: (typed) => `Zu „${typed}“ gibt es keine Einstellung.`,
  groups: { personal: "Persönlich", work: "Arbeit", administration: "Verwaltung" },
  pages: {
    profile: {
      title: "Profil",
      search: "Konto Name E-Mail Rolle abmelden Sprache Englisch English language",
    },
    appearance: {
      title: "Darstellung",
      search: "Design Terminal Farbschema hell dunkel Farben hochladen xterm vs code windows",
    },
    "ways-in": {
      title: "Anmeldung",
      search: "Sicherheit Passkeys Passwort verbundene Konten OAuth GitHub Login",
    },
    devices: { title: "Geräte", search: "Anmeldungen Browser abmelden koppeln Telefon QR-Code" },
    "api-keys": {
      title: "API-Schlüssel",
      search: "Token Geheimnisse Programme Skripte OpenAPI Dokumentation",
    },
    agents: {
      title: "Agenten",
      search: "Anbieter Modelle installieren Claude OpenCode Gemini Codex Schlüssel anmelden Abonnement",
    },
    rules: {
      title: "Freigaberegeln",
      search: "Berechtigungen erlauben fragen verbieten Befehle Werkzeuge ausprobieren",
    },
    usage: {
      title: "Verbrauch und Grenzen",
      search: "Budgets Kosten Token Geld Ausgaben anheben",
    },
    terminal: {
      title: "Terminal",
      search: "Schriftgröße Zeilenhöhe Cursor Verlauf Renderer kopieren einfügen Bildschirmleser",
    },
    "git-identities": {
      title: "Git-Identitäten",
      search: "SSH-Schlüssel Autor Zugriffstoken Hosts GitHub GitLab",
    },
    repositories: { title: "Repositorys", search: "Git Klone abrufen Adressen" },
    data: {
      title: "Daten",
      search: "Speicher Größe Aufbewahrung aufräumen löschen alte Sitzungen Datenbank",
    },
    people: {
      title: "Personen",
      search: "Benutzer Konten Einladungen einladen Rollen Passwort zurücksetzen",
    },
    "sign-in-providers": {
      title: "Anmeldeanbieter",
      search: "OpenID Connect OIDC GitHub OAuth Single Sign-on SSO",
    },
    "server-settings": {
      title: "Servereinstellungen",
      search: "Registrierung Kontingente Grenzen Aufbewahrung Agenten Ruhe Freigaben Frist Konfiguration",
    },
    audit: { title: "Audit-Protokoll", search: "Verlauf wer hat was getan Export" },
    installation: {
      title: "Installation",
      search: "Server Zustand Runner Isolation Sandbox Version Schlüssel Verschlüsselung",
    },
  },
  apiDocs: {
    title: "Dokumentation der API",
    lead: "Jeder Aufruf dieses Servers, mit dem, was er nimmt und antwortet.",
    page: "Lesen",
    document: "Als OpenAPI-Dokument",
  },
};
