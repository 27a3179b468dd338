import { type ShareId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { CreateShare, Share } from "@dispatch/protocol/sharing";
import type { PersonCaller } from "../access/caller.ts";
import type { Credentials } from "../account/credentials.ts";
import type { SessionChanges } from "../session/session-changes.ts";
import type { SessionView } from "../session/session-view.ts";
import type { SessionRow, ShareRow, Store } from "../store.ts";
import type { Shares } from "./shares.ts";

const HOUR_MS = 3600_000;

type Needs = {
  readonly store: Store;
  readonly shares: Shares;
  readonly credentials: Credentials;
  readonly view: SessionView;
  readonly changes: SessionChanges;
  readonly now: () => number;
};
type NewShare = { readonly share: ShareRow; readonly token?: string };

export const toShare = (row: ShareRow): Share => ({
  id: row.id,
  with: row.userId === null ? "link" : "person",
  name: row.label,
  access: row.access,
  createdAt: new Date(row.createdAt).toISOString(),
  ...(row.userId === null ? {} : { userId: row.userId }),
  ...(row.expiresAt === null ? {} : { expiresAt: new Date(row.expiresAt).toISOString() }),
});

/** Lets others see a session, or type in it, and takes it back. */
export class SharingService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  list(session: SessionRow): Share[] {
    return this.#needs.shares.of(session.id).map(toShare);
  }

  async create(caller: PersonCaller, session: SessionRow, wish: CreateShare): Promise<NewShare> {
    return wish.with === "person"
      ? this.#withPerson(caller, session, wish)
      : this.#byLink(caller, session, wish);
  }

  async end(session: SessionRow, id: ShareId): Promise<ShareRow> {
    const share = this.#needs.shares.of(session.id).find((each) => each.id === id);
    if (!share) throw new Problem("share-not-found", { shareId: id });
    await this.#needs.shares.end(share);
    this.#announce(session);
    return share;
  }

  async #withPerson(
    caller: PersonCaller,
    session: SessionRow,
    { email, access, expiresAt }: Extract<CreateShare, { with: "person" }>,
  ): Promise<NewShare> {
    const { store, shares } = this.#needs;
    const person = await store.read.users.byEmail(email);
    if (!person || person.disabledAt !== null)
      throw new Problem(
        "person-not-found",
        {},
        "Nobody here has this e-mail. Invite them first, or share by a link.",
      );
    if (person.id === session.ownerId) throw invalid("email", "This session is yours already.");
    const ends = expiresAt === undefined ? null : Date.parse(expiresAt);
    if (ends !== null && ends <= this.#needs.now()) throw invalid("expiresAt", "It must lie in the future.");
    const present = shares.of(session.id).find(({ userId }) => userId === person.id);
    const share: ShareRow = {
      ...(present ?? this.#new(caller, session)),
      userId: person.id,
      label: person.name,
      access,
      expiresAt: ends,
    };
    await shares.save(share);
    this.#announce(session);
    return { share };
  }

  async #byLink(
    caller: PersonCaller,
    session: SessionRow,
    { label, access, expiresInHours }: Extract<CreateShare, { with: "link" }>,
  ): Promise<NewShare> {
    const { shares, credentials, now } = this.#needs;
    const token = credentials.newSecret("dss");
    const share: ShareRow = {
      ...this.#new(caller, session),
      hash: credentials.hash(token),
      label,
      access,
      expiresAt: now() + expiresInHours * HOUR_MS,
    };
    await shares.save(share);
    this.#announce(session);
    return { share, token };
  }

  /** So that it appears in the list of those it is shared with now. */
  #announce(session: SessionRow): void {
    const { changes, view } = this.#needs;
    changes.emit({ type: "changed", ownerId: session.ownerId, session: view.of(session) });
  }

  #new(caller: PersonCaller, { id, number }: SessionRow) {
    return {
      id: newId("shr"),
      session: number,
      sessionId: id,
      userId: null,
      hash: null,
      createdBy: caller.userId,
      ownerName: caller.name,
      createdAt: this.#needs.now(),
    };
  }
}

const invalid = (path: string, message: string) =>
  new Problem("invalid-request", { errors: [{ path, message }] }, message);
