import type { Repository } from "@dispatch/protocol/repository";
import { ago, oneLine } from "../output/table.ts";

/** All of one repository. */
export const repositoryText = (repository: Repository): string =>
  [
    `${repository.id}  ${oneLine(repository.name)}`,
    oneLine(repository.url),
    `default branch  ${oneLine(repository.defaultBranch ?? "not known yet")}`,
    `identity        ${repository.identityId ?? "your default one"}`,
    `fetched         ${repository.fetchedAt === undefined ? "never" : ago(repository.fetchedAt)}`,
    `workspaces      ${repository.workspaces}`,
  ].join("\n");
