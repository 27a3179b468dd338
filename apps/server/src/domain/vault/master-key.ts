/** What secrets are sealed with. The key's own bytes stay where it is made; everybody else gets a key for one use. */
export type MasterKey = {
  /** Names the key beside what it sealed, and tells nothing about it. */
  readonly id: string;
  derive(use: string): Buffer;
};

/** The installation's keys, newest first, and how they are replaced. */
export interface MasterKeys {
  keys(): readonly MasterKey[];
  /** A new key in front; the older ones stay until `keepNewest`. Throws a problem where only a person can do it. */
  add(): void;
  keepNewest(): void;
}

export function newestOf(keys: MasterKeys): MasterKey {
  const [newest] = keys.keys();
  if (!newest) throw new Error("there is no master key");
  return newest;
}
