import type { ErrandHandlers } from "../errand.ts";
import { signIn } from "./sign-in.ts";

export const agentHandlers: Pick<ErrandHandlers, "agent.sign-in"> = {
  "agent.sign-in": (wish, errand) => signIn(wish, errand),
};
