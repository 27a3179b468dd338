import { keyOf, type Group, type Layout, type Node, type Pane } from "./layout.ts";
import {
  activeOf,
  find,
  groupsOf,
  neighbour,
  panesOf,
  withGroup,
  withoutPane,
  withPane,
  withSizes,
  type Place,
  type Side,
} from "./layout-tree.ts";

/** Where a layout is kept between visits. */
export type LayoutStore = {
  readonly read: () => Promise<Layout>;
  readonly write: (layout: Layout) => Promise<void>;
};

/** A border that is dragged moves dozens of times a second; what came of it is kept once it rests. */
const KEEP_AFTER_MS = 400;
const KEEP_AGAIN_MS = 5_000;
const READ_AGAIN_MS = 1_000;

/** The tabs and splits that somebody has open on this client. */
export class Desk implements Disposable {
  readonly #store: LayoutStore;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #activeGroup = $state<string>();
  #isDisposed = false;
  /** Undefined until it is known how it was kept, or until somebody opens or closes it before that. */
  #isSidebarOpen = $state<boolean>();

  root = $state.raw<Node | null>(null);
  zoomed = $state<string>();
  /** What was kept is here. */
  isReady = $state(false);
  readonly groups: readonly Group[] = $derived(groupsOf(this.root));
  readonly panes: readonly Pane[] = $derived(panesOf(this.root));
  readonly activeGroup: Group | undefined = $derived(
    this.groups.find(({ id }) => id === this.#activeGroup) ?? this.groups[0],
  );
  readonly active: Pane | undefined = $derived(activeOf(this.activeGroup));

  constructor(store: LayoutStore) {
    this.#store = store;
  }

  get isSidebarOpen(): boolean {
    return this.#isSidebarOpen ?? true;
  }

  load = async () => {
    try {
      const { root, activeGroup, zoomed, sidebar } = await this.#store.read();
      this.root = root;
      this.#activeGroup = activeGroup;
      this.zoomed = zoomed;
      this.isReady = true;
      if (this.#isSidebarOpen === undefined) this.#isSidebarOpen = sidebar?.isOpen;
      else this.#keepSoon();
    } catch {
      // An empty desk would be kept in place of the one that could not be read.
      if (!this.#isDisposed) this.#timer = setTimeout(() => void this.load(), READ_AGAIN_MS);
    }
  };

  /** Keeps at once what waits for being kept: the page is left. */
  keepNow = () => {
    if (this.isReady && this.#timer !== undefined) void this.#keep();
  };

  /** Brings the pane to the front, where it is or else among the active group's tabs. */
  show = (pane: Pane) => {
    const found = find(this.root, keyOf(pane));
    if (!found) return this.put(pane);
    const tabs = found.group.tabs.with(found.index, { ...found.group.tabs[found.index], ...pane });
    this.#change({ ...found.group, tabs, active: found.index });
    this.#focus(found.group.id);
  };

  put = (pane: Pane, place?: Place) => {
    const index = (this.activeGroup?.active ?? -1) + 1;
    const among = this.activeGroup && ({ group: this.activeGroup.id, at: "tabs", index } as const);
    this.root = withPane(this.root, pane, place ?? among, newId());
    this.#focus(find(this.root, keyOf(pane))?.group.id);
  };

  /** Takes the pane away, and says what is before one's eyes then. */
  close = (pane: Pane): Pane | undefined => {
    const wasActive = this.active && keyOf(this.active) === keyOf(pane);
    const group = find(this.root, keyOf(pane))?.group;
    const next = group && (neighbour(this.root, group.id, "start") ?? neighbour(this.root, group.id, "end"));
    this.root = withoutPane(this.root, keyOf(pane));
    if (wasActive && !this.groups.some(({ id }) => id === group?.id)) this.#focus(next);
    else this.#keepSoon();
    return this.active;
  };

  resize = (path: readonly number[], sizes: readonly number[]) => {
    if (!this.root) return;
    this.root = withSizes(this.root, path, sizes);
    this.#keepSoon();
  };

  toggleZoom = () => {
    this.zoomed = this.zoomed === undefined ? this.activeGroup?.id : undefined;
    this.#keepSoon();
  };

  toggleSidebar = () => {
    this.#isSidebarOpen = !this.isSidebarOpen;
    this.#keepSoon();
  };

  /** What is shown by the group on that side of the active one. */
  beside = (side: Side): Pane | undefined => {
    const id = this.groupBeside(side);
    return activeOf(this.groups.find((group) => group.id === id));
  };

  groupBeside = (side: Side): string | undefined =>
    this.activeGroup && neighbour(this.root, this.activeGroup.id, side);

  /** The tab that many places on, around the end of the group; with `everywhere` of all groups. */
  along = (steps: number, everywhere = false): Pane | undefined => {
    const tabs = everywhere ? this.panes : (this.activeGroup?.tabs ?? []);
    const { active } = this;
    if (!active || tabs.length === 0) return undefined;
    const index = tabs.findIndex((tab) => keyOf(tab) === keyOf(active));
    return tabs[(index + steps + tabs.length) % tabs.length];
  };

  [Symbol.dispose]() {
    this.#isDisposed = true;
    this.keepNow();
    clearTimeout(this.#timer);
  }

  #change(changed: Group) {
    if (this.root) this.root = withGroup(this.root, changed.id, () => changed);
    this.#keepSoon();
  }

  #focus(group: string | undefined) {
    this.#activeGroup = group;
    if (this.zoomed !== undefined) this.zoomed = group;
    this.#keepSoon();
  }

  #keepSoon(afterMs = KEEP_AFTER_MS) {
    if (!this.isReady || this.#isDisposed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#keep(), afterMs);
  }

  async #keep() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { root, isSidebarOpen } = this;
    const activeGroup = this.activeGroup?.id;
    const zoomed = this.groups.find(({ id }) => id === this.zoomed)?.id;
    try {
      await this.#store.write({
        root,
        ...(activeGroup !== undefined && { activeGroup }),
        ...(zoomed !== undefined && { zoomed }),
        sidebar: { isOpen: isSidebarOpen },
      });
    } catch {
      // The server is away: it is kept once it is back.
      if (this.#timer === undefined) this.#keepSoon(KEEP_AGAIN_MS);
    }
  }
}

const newId = () => `g${crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36) ?? ""}`;
