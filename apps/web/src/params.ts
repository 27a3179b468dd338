import { defineParams } from "@sveltejs/kit/params";

/** What was a room of its own once, and is a page of the settings under the same name. */
const formerRooms = [
  "audit",
  "git-identities",
  "installation",
  "people",
  "repositories",
  "sign-in-providers",
] as const;

export const params = defineParams({
  former_room: (name) => formerRooms.find((room) => room === name),
});
