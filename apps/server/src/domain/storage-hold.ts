/** Why the log cannot be written: something a person can mend, after which everything goes on by itself. */
export type StorageHold = { readonly code: "storage-full" | "storage-unwritable"; readonly detail: string };
