const NAME = "found-words";
/** Of one view so many are marked: nobody sees more at once. */
const LIMIT = 400;

/** Marks words wherever they stand in an element, and as it changes; the returned function takes the marks away. */
export function highlightWords(element: HTMLElement, needle: string): () => void {
  if (!("highlights" in CSS)) return () => undefined;
  let frame = 0;
  const mark = () => {
    frame = 0;
    CSS.highlights.set(NAME, new Highlight(...rangesOf(element, needle)));
  };
  const soon = () => (frame ||= requestAnimationFrame(mark));
  const observer = new MutationObserver(soon);
  observer.observe(element, { childList: true, subtree: true, characterData: true });
  soon();
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    CSS.highlights.delete(NAME);
  };
}

function rangesOf(element: HTMLElement, needle: string): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < LIMIT; node = walker.nextNode()) {
    const text = (node.textContent ?? "").toLowerCase();
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      const range = new Range();
      // Small letters may take more room than capitals in a few languages.
      if (at + needle.length > (node.textContent?.length ?? 0)) break;
      range.setStart(node, at);
      range.setEnd(node, at + needle.length);
      ranges.push(range);
    }
  }
  return ranges;
}
