import type { DatabaseSync } from "node:sqlite";
import { start } from "./migrations/0001-start.ts";
import { people } from "./migrations/0002-people.ts";
import { safety } from "./migrations/0003-safety.ts";
import { waysIn } from "./migrations/0004-ways-in.ts";
import { sessionIsolation } from "./migrations/0005-session-isolation.ts";
import { identities } from "./migrations/0006-identities.ts";
import { workspaces } from "./migrations/0007-workspaces.ts";
import { repositories } from "./migrations/0008-repositories.ts";
import { forge } from "./migrations/0009-forge.ts";
import { review } from "./migrations/0010-review.ts";
import { setUp } from "./migrations/0011-set-up.ts";
import { templates } from "./migrations/0012-templates.ts";
import { agents } from "./migrations/0013-agents.ts";
import { providers } from "./migrations/0014-providers.ts";
import { rulesAndUsage } from "./migrations/0015-rules-and-usage.ts";
import { desk } from "./migrations/0016-desk.ts";
import { data } from "./migrations/0017-data.ts";
import { waypoints } from "./migrations/0018-waypoints.ts";
import { terminalSigns } from "./migrations/0019-terminal-signs.ts";

/** In order; the database's user_version counts how many of them it has. */
const migrations: readonly string[] = [
  start,
  people,
  safety,
  waysIn,
  sessionIsolation,
  identities,
  workspaces,
  repositories,
  forge,
  review,
  setUp,
  templates,
  agents,
  providers,
  rulesAndUsage,
  desk,
  data,
  waypoints,
  terminalSigns,
];

/** Brings a database to this version, each step in a transaction of its own. */
export function migrate(database: DatabaseSync): void {
  const { user_version: has } = database.prepare("pragma user_version").get() as { user_version: number };
  if (has > migrations.length) {
    throw new Error(
      `The database was written by a newer version of Dispatch (schema ${has}, known here: ${migrations.length}). Start that version, or restore a backup.`,
    );
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < has) continue;
    database.exec("begin immediate");
    try {
      database.exec(sql);
      database.exec(`pragma user_version = ${index + 1}`);
      database.exec("commit");
    } catch (error) {
      database.exec("rollback");
      throw error;
    }
  }
}
