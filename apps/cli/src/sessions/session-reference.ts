import type { Session } from "@dispatch/protocol/session";
import { exitCode, Failure, usageFailure } from "../failure.ts";

const ID_CHARACTERS = 20;

export const isWholeId = (reference: string) =>
  new RegExp(`^ses_[0-9a-zA-Z]{${ID_CHARACTERS}}$`).test(reference);

/** By id, by a beginning of an id that only one has, or by exact title, where a live one goes before ended ones. */
export function findSession(sessions: readonly Session[], reference: string): Session {
  const exact = sessions.find(({ id }) => id === reference);
  if (exact) return exact;
  const titled = sessions.filter(({ title }) => title === reference);
  const live = titled.filter(({ status }) => status !== "ended");
  const [only] = live.length === 1 ? live : titled.length === 1 ? titled : [];
  if (only) return only;
  const begun =
    titled.length > 0
      ? titled
      : sessions.filter(
          ({ id }) => reference !== "" && (id.startsWith(reference) || id.startsWith(`ses_${reference}`)),
        );
  const [first] = begun;
  if (!first) {
    throw new Failure({
      exitCode: exitCode.notFound,
      code: "session-not-found",
      what: `No session is called ${JSON.stringify(reference)}`,
      advice: "`dispatch ls` shows your sessions",
    });
  }
  if (begun.length > 1) {
    const some = begun.slice(0, 3).map(({ id }) => id);
    const more = begun.length > some.length ? ` and ${begun.length - some.length} more` : "";
    throw usageFailure(
      `${JSON.stringify(reference)} could be ${some.join(", ")}${more}`,
      "Give more of the id",
    );
  }
  return first;
}
