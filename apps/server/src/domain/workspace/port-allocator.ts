import { createHash } from "node:crypto";
import type { WorkspaceId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { PortBlockRow, Store } from "../store.ts";
import { Turns } from "../turns.ts";

export type PortRange = { readonly first: number; readonly last: number };

type Needs = {
  readonly store: Store;
  readonly range: PortRange;
  readonly isFree: (port: number) => Promise<boolean>;
};

/** Gives each workspace a block of ports that no other one has, and that nobody listened at when it was given. */
export class PortAllocator {
  readonly #needs: Needs;
  readonly #turns = new Turns<"all">();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** The workspace's block. It keeps it for as long as it lives, and gets another one only if it needs more. */
  async ensure(workspaceId: WorkspaceId, count: number): Promise<PortBlockRow> {
    const known = await this.#needs.store.read.portBlocks.of(workspaceId);
    if (known && known.count >= count) return known;
    return this.#turns.take("all", () => this.#give(workspaceId, count));
  }

  async #give(workspaceId: WorkspaceId, count: number): Promise<PortBlockRow> {
    const { store } = this.#needs;
    const blocks = await store.read.portBlocks.listAll();
    const known = blocks.find((block) => block.workspaceId === workspaceId);
    if (known && known.count >= count) return known;
    const taken = blocks.filter((block) => block.workspaceId !== workspaceId);
    const first = await this.#find(workspaceId, count, taken);
    const row = { workspaceId, first, count };
    await store.write(({ portBlocks }) => portBlocks.save(row));
    return row;
  }

  /** From a place that depends on the workspace, so that two installations on one machine seldom want the same. */
  async #find(workspaceId: WorkspaceId, count: number, taken: readonly PortBlockRow[]): Promise<number> {
    const { range, isFree } = this.#needs;
    const places = Math.floor((range.last - range.first + 1) / count);
    const begin = createHash("sha256").update(workspaceId).digest().readUInt32BE() % Math.max(1, places);
    for (let tried = 0; tried < places; tried++) {
      const first = range.first + ((begin + tried) % places) * count;
      const overlaps = (block: PortBlockRow) =>
        first < block.first + block.count && block.first < first + count;
      if (taken.some(overlaps)) continue;
      const ports = Array.from({ length: count }, (_, index) => first + index);
      if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
    }
    throw new Problem(
      "ports-exhausted",
      {},
      `There are no ${count} free ports between ${range.first} and ${range.last}. Delete workspaces that nobody needs, or have the range made larger (DISPATCH_PORTS).`,
    );
  }
}
