/** A page of this server, or nothing: whoever signs in must not be led to another site afterwards. */
export function localPath(wish: string | undefined): string | undefined {
  // Browsers read a backslash as a slash and skip control characters, so that more than `//` can mean another host.
  if (wish === undefined || !/^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(wish)) return undefined;
  const here = "http://here.invalid";
  if (!URL.canParse(wish, here)) return undefined;
  const { origin, pathname, search, hash } = new URL(wish, here);
  return origin === here && !pathname.startsWith("//") ? pathname + search + hash : undefined;
}
