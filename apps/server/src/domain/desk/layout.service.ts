import type { UserId } from "@dispatch/protocol/ids";
import { KeptLayout, LAYOUT_CLIENTS_LIMIT, LAYOUT_LIMIT_BYTES, type Layout } from "@dispatch/protocol/layout";
import { Problem } from "@dispatch/protocol/problems";
import type { Store } from "../store.ts";

type Needs = { readonly store: Store; readonly now: () => number };

/** Which panes each of a person's browsers shows, so that it finds them again. */
export class LayoutService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async read(userId: UserId, client: string): Promise<KeptLayout> {
    const row = await this.#needs.store.read.layouts.of(userId, client);
    const kept = KeptLayout.safeParse(row?.layout);
    // What another version has kept and nobody understands is as good as nothing.
    if (!row || !kept.success) return { root: null };
    return { ...kept.data, updatedAt: new Date(row.updatedAt).toISOString() };
  }

  async put(userId: UserId, client: string, layout: Layout): Promise<KeptLayout> {
    const { store, now } = this.#needs;
    if (Buffer.byteLength(JSON.stringify(layout)) > LAYOUT_LIMIT_BYTES)
      throw new Problem(
        "payload-too-large",
        { limitBytes: LAYOUT_LIMIT_BYTES },
        `A layout may take at most ${LAYOUT_LIMIT_BYTES} bytes. Close some tabs.`,
      );
    const updatedAt = now();
    await store.write(({ layouts }) =>
      layouts.put(userId, client, { layout, updatedAt }, LAYOUT_CLIENTS_LIMIT),
    );
    return { ...layout, updatedAt: new Date(updatedAt).toISOString() };
  }
}
