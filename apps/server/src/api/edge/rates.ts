import { Problem } from "@dispatch/protocol/problems";
import { networkOf } from "../../domain/access/network.ts";
import { TokenBuckets } from "./token-buckets.ts";

/** After a rest this many seconds' worth may come at once. */
const BURST_SECONDS = 10;
/** An office shares one address. */
const CREDENTIALS_PER_ADDRESS = 5;

/** Request rates, of each credential and of each address. */
export class Rates {
  readonly #credentials: TokenBuckets;
  readonly #addresses: TokenBuckets;

  constructor({ requestRate, now }: { requestRate: number; now?: () => number }) {
    const buckets = (rate: number) =>
      new TokenBuckets({ rate, burst: rate * BURST_SECONDS, ...(now ? { now } : {}) });
    this.#credentials = buckets(requestRate);
    this.#addresses = buckets(requestRate * CREDENTIALS_PER_ADDRESS);
  }

  ofAddress(address: string): Problem | undefined {
    return refusal(this.#addresses.take(networkOf(address)), "This address");
  }

  ofCredential(credential: string): Problem | undefined {
    return refusal(this.#credentials.take(credential), "This login or key");
  }
}

const refusal = (retryAfterSeconds: number, who: string) =>
  retryAfterSeconds === 0
    ? undefined
    : (new Problem(
        "too-many-requests",
        { retryAfterSeconds },
        `${who} sends more requests than DISPATCH_REQUEST_RATE allows. Go on in ${retryAfterSeconds} s.`,
      ) as Problem);
