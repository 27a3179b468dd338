import type { Person } from "@dispatch/protocol/account";
import type { PersonChange } from "#lib/api/dispatch-api.ts";
import { strings } from "#lib/strings.ts";
import type { PersonAction } from "./person-rules.ts";

/** What is asked before somebody's account is changed. */
export type PersonQuestion = {
  readonly personId: string;
  readonly change: PersonChange;
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly variant: "danger" | "primary";
};

export function changeQuestion(
  { id, name }: Person,
  action: Exclude<PersonAction, "reset-password">,
): PersonQuestion {
  const words = strings.confirm;
  if (action === "switch-off") {
    return {
      personId: id,
      change: { disabled: true },
      title: words.switchOffTitle(name),
      text: words.switchOffText,
      action: words.switchOffAction,
      variant: "danger",
    };
  }
  if (action === "switch-on") {
    return {
      personId: id,
      change: { disabled: false },
      title: words.switchOnTitle(name),
      text: words.switchOnText,
      action: words.switchOnAction,
      variant: "primary",
    };
  }
  const role = action === "make-admin" ? "admin" : "member";
  return {
    personId: id,
    change: { role },
    title: words.roleTitle[role](name),
    text: words.roleText[role],
    action: words.roleAction[role],
    variant: "primary",
  };
}
