import type { Person } from "@dispatch/protocol/account";
import { exitCode, Failure } from "../failure.ts";

/** By id or by e-mail. Both are asked for whole: what is done to an account must not hit a similar one. */
export function findPerson(people: readonly Person[], reference: string): Person {
  const email = reference.toLowerCase();
  const found = people.find((person) => person.id === reference || person.email === email);
  if (found) return found;
  throw new Failure({
    exitCode: exitCode.notFound,
    code: "user-not-found",
    what: `Nobody has the account ${JSON.stringify(reference)}`,
    advice: "`dispatch user ls` shows everybody",
  });
}
