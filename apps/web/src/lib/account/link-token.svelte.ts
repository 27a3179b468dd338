import { replaceState } from "$app/navigation";

/**
 * The secret of a one-time link. It stands behind the # of the address, which a browser never sends, so it is in no
 * log on the way; once it is spent it leaves the address bar and with it the history.
 */
export class LinkToken {
  value = $state("");

  constructor() {
    this.read();
  }

  /** Another link of the same page, pasted over this one, changes the address alone. */
  read = () => {
    this.value = location.hash.slice(1);
  };

  spend = (path: string) => {
    this.value = "";
    // eslint-disable-next-line svelte/no-navigation-without-resolve -- callers resolve it
    void replaceState(path, {});
  };
}
