import { counted } from "#lib/language/formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { repositoriesStrings as english } from "./repositories-strings.ts";

export const repositoriesStrings: Translation<typeof english> = {
  title: "Repositorys",
  lead: "Einmal geklont, für beliebig viele Arbeitsbereiche daraus.",
  failed: "Die Repositorys konnten nicht geladen werden.",
  empty: "Noch keine. Eines hinzufügen oder einen Arbeitsbereich aus seiner Adresse machen.",
  add: "Repository hinzufügen",
  addLead: "Geklont wird es, sobald es gebraucht wird.",
  addSubmit: "Hinzufügen",
  name: "Name",
  nameHint: "Freiwillig. Leer heißt es wie das Ende seiner Adresse.",
  identity: "Git-Identität",
  identityHint: "Womit seine Arbeitsbereiche beim Host auftreten.",
  defaultIdentity: "Der jeweilige Standard",
  defaultBranch: (branch) => `Standard-Branch ${branch}`,
  as: (name) => `als ${name}`,
  fetched: (when) => `geholt ${when}`,
  neverFetched: "noch nicht geholt",
  workspaces: (count) =>
    count === 0 ? "keine Arbeitsbereiche" : counted(count, "Arbeitsbereich", "Arbeitsbereiche"),
  fetch: "Jetzt holen",
  fetchNamed: (name) => `Jetzt holen: ${name}`,
  isFetched: (name) => `${name} ist auf dem neuesten Stand`,
  change: "Ändern",
  changeNamed: (name) => `${name} ändern`,
  changeTitle: "Repository ändern",
  forget: "Vergessen",
  forgetNamed: (name) => `${name} vergessen`,
  forgetTitle: (name) => `„${name}“ vergessen?`,
  forgetText: "Der Klon hier wird gelöscht. Beim Host ändert sich nichts.",
  forgetAction: "Repository vergessen",
};
