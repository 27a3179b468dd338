/** Undefined where the browser blocks it: nothing is remembered for the next visit then. */
export function browserStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
