import type { Attachment } from "svelte/attachments";

/** How far each file was read while another tab is looked at, which takes its place on the page. */
const kept = new Map<string, number>();

export const keptScroll =
  (workspaceId: string, path: string): Attachment<HTMLElement> =>
  (element) => {
    const key = `${workspaceId}:${path}`;
    element.scrollTop = kept.get(key) ?? 0;
    const note = () => void kept.set(key, element.scrollTop);
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  };
