import type { NewAccount } from "#lib/api/dispatch-api.ts";

/** What somebody fills in to get an account. */
export class NewAccountDraft {
  email = $state("");
  password = $state("");
  name = $state("");

  get body(): NewAccount {
    const name = this.name.trim();
    return { email: this.email, password: this.password, ...(name === "" ? {} : { name }) };
  }
}
