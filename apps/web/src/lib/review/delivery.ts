import type { ReviewApi } from "#lib/api/review-api.ts";

/** The server puts not more into one message. */
const COMMENTS_AT_ONCE = 200;

/** Whoever is told; answers with the session that heard it. */
export type Recipient = { readonly give: (text: string) => Promise<string> };
type Delivery = {
  readonly api: Pick<ReviewApi, "message" | "noteSent">;
  readonly comments: readonly string[];
  /** Said before the comments. */
  readonly note: string;
  readonly to: Recipient;
};

/** Comments as one message; they count as sent only when it has been taken. */
export async function deliver({ api, comments, note, to }: Delivery): Promise<string> {
  const parts: string[] = [];
  for (const some of inParts(comments)) parts.push((await api.message(some)).text);
  const sessionId = await to.give([note.trim(), ...parts].filter((part) => part !== "").join("\n\n"));
  for (const some of inParts(comments)) await api.noteSent(some);
  return sessionId;
}

const inParts = (all: readonly string[]) =>
  Array.from({ length: Math.ceil(all.length / COMMENTS_AT_ONCE) }, (_, part) =>
    all.slice(part * COMMENTS_AT_ONCE, (part + 1) * COMMENTS_AT_ONCE),
  );
