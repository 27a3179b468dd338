import { listText } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { hostTokensStrings as english } from "./host-tokens-strings.ts";

export const hostTokensStrings: Translation<typeof english> = {
  title: "Zugriffstoken",
  lead: "Beim Git-Host erzeugt, öffnen sie Repositorys über HTTPS und Pull Requests. Sie bleiben versiegelt auf diesem Server.",
  failed: "Die Zugriffstoken konnten nicht geladen werden.",
  empty: "Noch keine. Pull Requests brauchen eines für ihren Host.",
  add: "Token hinzufügen",
  addTitle: "Zugriffstoken hinzufügen",
  addLead:
    "Es wird beim Host erzeugt, für die Repositorys, um die es geht. Gesendet wird es nur an diesen Host.",
  saved: (host) => `Das Token für ${host} ist gespeichert`,
  host: "Host",
  hostHint: "Wie in der Adresse eines Repositorys: github.com, gitlab.example.com:8443.",
  kind: "Art des Hosts",
  kinds: { github: "GitHub", gitlab: "GitLab", other: "Anderer" },
  rights: {
    github:
      "Braucht „Contents“ und „Pull requests“, lesend und schreibend; bei der klassischen Art den Scope repo.",
    gitlab: "Braucht den Scope api.",
    other: "Für Git über HTTPS. Pull Requests gehen nur bei GitHub und GitLab.",
  },
  token: "Token",
  newToken: "Neues Token",
  keepToken: "Leer bleibt es beim bisherigen.",
  user: "Benutzername",
  userHint: "Der Name, der bei diesem Host zum Token gehört.",
  apiUrl: "API-Adresse",
  apiUrlHint: "Nur, wenn sie nicht am üblichen Ort liegt.",
  changeNamed: (host) => `Token für ${host} ändern`,
  remove: "Token löschen",
  removeNamed: (host) => `Token für ${host} löschen`,
  removeTitle: (host) => `Token für ${host} löschen?`,
  removeText: "Hier ist es dann weg. Beim Host bleibt es gültig, bis es dort widerrufen wird.",
  test: "Testen",
  testNamed: (host) => `Token für ${host} testen`,
  used: (when) => `zuletzt benutzt ${when}`,
  unused: "nie benutzt",
  ends: (date) => `endet am ${date}`,
  ended: (date) => `endete am ${date}`,
  scopes: (scopes) => `Es darf: ${listText(scopes)}`,
};
