type Storage = Pick<globalThis.Storage, "getItem" | "setItem">;

/** Something that somebody turned on in this browser. */
export const keptSwitch = (key: string) => ({
  read: (storage: Storage | undefined) => storage?.getItem(key) === "true",
  write(storage: Storage | undefined, isOn: boolean) {
    try {
      storage?.setItem(key, String(isOn));
    } catch {
      // Full or blocked: the choice then holds as long as what it is about is on the page.
    }
  },
});
