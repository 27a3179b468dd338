/** So long a card is there before keys answer it: nobody has read it sooner. */
export const KEYS_AFTER_MS = 600;

/** Keeps a press that was meant for the card before from answering the one that has just come in its place. */
export class KeyGuard {
  isSettled = $state(false);

  /** The card is the one that keys are for, from now on until the returned function is called. */
  appear = (): (() => void) => {
    const timer = setTimeout(() => (this.isSettled = true), KEYS_AFTER_MS);
    return () => {
      clearTimeout(timer);
      this.isSettled = false;
    };
  };

  /** Whoever moved to the card, by keyboard or with a key of the list, means it. */
  takes = (isMeant: boolean): boolean => this.isSettled || isMeant;
}
