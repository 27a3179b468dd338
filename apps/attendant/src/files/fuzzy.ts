const START_OF_WORD = 8;
const IN_A_ROW = 6;
const IN_THE_NAME = 4;
const EXACT_NAME = 100;

/**
 * How well a path fits what somebody typed, or undefined if its characters are not all there in this order. Those that
 * follow each other, begin words or lie in the file's own name count for more; of equals the shorter path is better.
 */
export function fit(query: string, path: string, matchCase = false): number | undefined {
  const fold = (text: string) => (matchCase ? text : text.toLowerCase());
  const wanted = fold(query.replaceAll(" ", ""));
  const text = fold(path);
  const nameAt = text.lastIndexOf("/") + 1;
  // From the end the file's own name is met first, and that is what people mean.
  let at = text.length;
  let score = -path.length / 100;
  let last = -1;
  for (let index = wanted.length - 1; index >= 0; index--) {
    const character = wanted.charAt(index);
    // Beside the one before is best, wherever else it may stand.
    const found = last > 0 && text[last - 1] === character ? last - 1 : text.lastIndexOf(character, at - 1);
    if (found < 0 || at === 0) return undefined;
    if (last >= 0 && found === last - 1) score += IN_A_ROW;
    if (found === 0 || /[/._\- ]/.test(text.charAt(found - 1)) || isHump(path, found)) score += START_OF_WORD;
    if (found >= nameAt) score += IN_THE_NAME;
    last = found;
    at = found;
  }
  const name = text.slice(nameAt);
  if (name === wanted) score += EXACT_NAME;
  else if (name.startsWith(wanted)) score += EXACT_NAME / 2;
  else if (name.includes(wanted)) score += EXACT_NAME / 4;
  return score;
}

const isHump = (path: string, at: number) => /[a-z][A-Z]/.test(path.slice(at - 1, at + 1));
