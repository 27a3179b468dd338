import type { Playback } from "./playback.svelte.ts";

const SKIP_MS = 5_000;

/** What a key does while one looks back; nothing where it is typed into something. */
export function playbackKey(event: KeyboardEvent, playback: Playback, close: () => void): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target as Partial<Element> | null;
  const isIn = (selector: string) => (target?.closest?.(selector) ?? null) !== null;
  if (isIn("textarea, select, [role=menu], [role=dialog], [role=listbox], [contenteditable]")) return false;
  if (isIn("input:not([type=range])")) return false;
  const isButton = isIn("button, a, [role=switch]");
  const action = actionOf(event, isButton, playback, close);
  if (action) {
    event.preventDefault();
    action();
    return true;
  }
  // Letters answer what an agent asks, and type into terminals: neither is meant for the past.
  if (event.key.length === 1 && !isButton) event.preventDefault();
  return false;
}

function actionOf(
  { key, shiftKey }: KeyboardEvent,
  isButton: boolean,
  playback: Playback,
  close: () => void,
): (() => void) | undefined {
  switch (key) {
    case " ":
      return isButton ? undefined : playback.toggle;
    case "ArrowRight":
      return () => (shiftKey ? playback.jump("next") : playback.skip(SKIP_MS));
    case "ArrowLeft":
      return () => (shiftKey ? playback.jump("previous") : playback.skip(-SKIP_MS));
    case ".":
      return () => playback.step(1);
    case ",":
      return () => playback.step(-1);
    case ">":
      return playback.faster;
    case "<":
      return playback.slower;
    case "Home":
      return () => playback.seek(1);
    case "End":
      return () => playback.seek(playback.lastSeq);
    case "Escape":
      return close;
    default:
      return undefined;
  }
}
