import type { DataReport as Report } from "@dispatch/protocol/data";
import type { DataApi } from "#lib/api/data-api.ts";
import { failureOf, type Failure } from "#lib/api/failure.ts";

/** What one's sessions hold, or everybody's. */
export class DataReport {
  readonly #api: Pick<DataApi, "report">;
  #asked = 0;
  isForAll = $state(false);
  report = $state.raw<Report>();
  failure = $state.raw<Failure>();
  isLoading = $state(false);

  constructor(api: Pick<DataApi, "report">) {
    this.#api = api;
  }

  load = async () => {
    const asked = ++this.#asked;
    this.isLoading = true;
    try {
      const report = await this.#api.report(this.isForAll);
      if (asked !== this.#asked) return;
      this.report = report;
      this.failure = undefined;
    } catch (error) {
      if (asked === this.#asked) this.failure = failureOf(error);
    } finally {
      if (asked === this.#asked) this.isLoading = false;
    }
  };
}
