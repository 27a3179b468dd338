/** Why a call is not done, in the words of the reply. Anything else that is thrown is a fault of the runner. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: "invalid-request" | "start-failed" | "isolation-unavailable" | "session-not-found";
  readonly path: string | undefined;

  constructor(code: Refusal["code"], detail: string, path?: string) {
    super(detail);
    this.code = code;
    this.path = path;
  }
}
