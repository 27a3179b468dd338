import type { z } from "zod";
import type { CreateInvite, Invite } from "@dispatch/protocol/account";
import { type InviteId, type UserId, newId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { OneTimeLinkRow, Store } from "../store.ts";
import type { Credentials } from "./credentials.ts";

const HOUR_MS = 3600_000;
/** A reset link is handed over in person: it need not live long. */
const RESET_HOURS = 24;

type Needs = { readonly store: Store; readonly credentials: Credentials; readonly now: () => number };
type NewLink = { readonly link: OneTimeLinkRow; readonly token: string };

export const toInvite = ({ id, role, createdAt, expiresAt }: OneTimeLinkRow): Invite => ({
  id,
  role: role ?? "member",
  createdAt: new Date(createdAt).toISOString(),
  expiresAt: new Date(expiresAt).toISOString(),
});

/** Links that open something once, for somebody who has no account or no password: no mail server is needed. */
export class OneTimeLinkService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async invite(createdBy: UserId, { role, expiresInHours }: z.output<typeof CreateInvite>): Promise<NewLink> {
    return this.#make({ purpose: "invite", role, userId: null, createdBy, hours: expiresInHours });
  }

  async listInvites(): Promise<Invite[]> {
    return (await this.#needs.store.read.oneTimeLinks.listOpen("invite", this.#needs.now())).map(toInvite);
  }

  async deleteInvite(id: InviteId): Promise<void> {
    const deleted = await this.#needs.store.write(({ oneTimeLinks }) => oneTimeLinks.delete(id, "invite"));
    if (!deleted) throw new Problem("invite-not-found", { inviteId: id });
  }

  async resetPassword(createdBy: UserId, userId: UserId): Promise<NewLink> {
    return this.#make({ purpose: "reset", role: null, userId, createdBy, hours: RESET_HOURS });
  }

  async #make(
    wish: Pick<OneTimeLinkRow, "purpose" | "role" | "userId" | "createdBy"> & { hours: number },
  ): Promise<NewLink> {
    const { store, credentials, now } = this.#needs;
    const { hours, ...facts } = wish;
    const token = credentials.newSecret("dsl");
    const at = now();
    const link: OneTimeLinkRow = {
      ...facts,
      id: newId("inv"),
      hash: credentials.hash(token),
      createdAt: at,
      expiresAt: at + hours * HOUR_MS,
    };
    await store.write(({ oneTimeLinks }) => oneTimeLinks.insert(link));
    return { link, token };
  }
}
