/** What parts of the server say to whoever operates it. Never content, never secrets. */
export interface Logger {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
