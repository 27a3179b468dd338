import type { Snippet } from "svelte";

/** What the pane in use says in the status line. */
export class StatusSlot {
  content = $state.raw<Snippet>();

  show = (content: Snippet) => {
    this.content = content;
    return () => {
      if (this.content === content) this.content = undefined;
    };
  };
}
