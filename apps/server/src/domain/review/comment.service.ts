import { type ReviewCommentId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type {
  CreateReviewComment,
  PatchReviewComment,
  ReviewComment,
  ReviewMessage,
} from "@dispatch/protocol/review";
import { derivedId } from "../derived-id.ts";
import { type Whose, type WorkspaceGit, baseOf } from "../git/workspace-git.ts";
import type { ReviewCommentRow, Store } from "../store.ts";
import { workspaceOf } from "../workspace/workspace.service.ts";
import { messageOf } from "./review-message.ts";

/** More than anybody writes; a program that went wrong would write more. */
const COMMENTS_LIMIT = 1000;

type Needs = { readonly git: WorkspaceGit; readonly store: Store; readonly now: () => number };

/** What is said about lines of a workspace's files. A line keeps its comments when it moves. */
export class CommentService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(whose: Whose): Promise<ReviewComment[]> {
    await workspaceOf(this.#needs.store.read, whose.caller.userId, whose.id);
    return this.#placed(whose, await this.#needs.store.read.reviews.commentsOf(whose.id));
  }

  async create(whose: Whose, wish: CreateReviewComment, key: string | undefined): Promise<ReviewComment> {
    const { git, store, now } = this.#needs;
    const { text, ...spot } = wish;
    const { path, side, line } = spot;
    const place = await git.look(whose, "git.lines", (row) => ({ ...baseOf(row), spot }));
    const at = now();
    const row: ReviewCommentRow = {
      id: idOf(whose, key),
      workspaceId: whose.id,
      path,
      side,
      line,
      context: { before: place.before, content: place.content, after: place.after },
      text,
      isResolved: false,
      sentAt: null,
      createdAt: at,
      updatedAt: at,
    };
    const kept = await store.write(async ({ reviews }) => {
      const all = await reviews.commentsOf(whose.id);
      const twin = all.find(({ id }) => id === row.id);
      if (twin) return twin;
      if (all.length >= COMMENTS_LIMIT) {
        const detail = `There are ${COMMENTS_LIMIT} comments in this workspace, and more are not kept. Delete some.`;
        throw new Problem("quota-exceeded", { quota: "comments", limit: COMMENTS_LIMIT }, detail);
      }
      await reviews.insertComment(row);
      return row;
    });
    return viewOf(kept, line);
  }

  async patch(whose: Whose, id: ReviewCommentId, wish: PatchReviewComment): Promise<ReviewComment> {
    const { store, now } = this.#needs;
    const row = await store.write(async (writing) => {
      await workspaceOf(writing, whose.caller.userId, whose.id);
      const current = await neededComment(writing, whose, id);
      const { text = current.text, isResolved = current.isResolved } = wish;
      const changed = { ...current, text, isResolved, updatedAt: now() };
      await writing.reviews.updateComment(id, changed);
      return changed;
    });
    const [comment] = await this.#placed(whose, [row]);
    return comment as ReviewComment;
  }

  async delete(whose: Whose, id: ReviewCommentId): Promise<void> {
    await this.#needs.store.write(async (writing) => {
      await workspaceOf(writing, whose.caller.userId, whose.id);
      await neededComment(writing, whose, id);
      await writing.reviews.deleteComment(id);
    });
  }

  /** Open comments as one message for whoever is to act on them: all, or those that are named. */
  async message(
    whose: Whose,
    { isSent, only }: { isSent: boolean; only?: readonly ReviewCommentId[] | undefined },
  ): Promise<ReviewMessage> {
    const { store, now } = this.#needs;
    const all = await this.list(whose);
    const missing = only?.find((wanted) => !all.some(({ id }) => id === wanted));
    if (missing !== undefined) throw new Problem("comment-not-found", { commentId: missing });
    const open = all.filter(({ id, isResolved }) => !isResolved && (only?.includes(id) ?? true));
    const comments = open.map(({ id }) => id);
    if (isSent) await store.write(({ reviews }) => reviews.markSent(comments, now()));
    return { text: messageOf(open), comments };
  }

  async #placed(whose: Whose, rows: readonly ReviewCommentRow[]): Promise<ReviewComment[]> {
    if (rows.length === 0) return [];
    const places = rows.map(({ path, side, line, context }) => ({ path, side, line, ...context }));
    const { items } = await this.#needs.git.look(whose, "git.locate", (row) => ({ ...baseOf(row), places }));
    return rows.map((row, index) => viewOf(row, items[index]?.line));
  }
}

async function neededComment(
  { reviews }: Pick<Store["read"], "reviews">,
  whose: Whose,
  id: ReviewCommentId,
): Promise<ReviewCommentRow> {
  const row = await reviews.commentBy(whose.id, id);
  if (!row) throw new Problem("comment-not-found", { commentId: id });
  return row;
}

const iso = (at: number) => new Date(at).toISOString();

const viewOf = (row: ReviewCommentRow, currentLine: number | undefined): ReviewComment => ({
  id: row.id,
  path: row.path,
  side: row.side,
  line: row.line,
  lines: row.context.content.split("\n").length,
  ...(currentLine !== undefined && { currentLine }),
  isOutdated: currentLine === undefined,
  context: row.context,
  text: row.text,
  isResolved: row.isResolved,
  ...(row.sentAt !== null && { sentAt: iso(row.sentAt) }),
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});

function idOf({ caller, id }: Whose, key: string | undefined): ReviewCommentId {
  return key === undefined ? newId("rvc") : derivedId("rvc", "comment", caller.userId, id, key);
}
