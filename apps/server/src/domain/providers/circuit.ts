import {
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
} from "cockatiel";
import type { AgentFault, AgentFaultCode } from "@dispatch/protocol/agent/driving";
import type { ProviderHealth } from "@dispatch/protocol/providers";

/** So many turns fail one after another before nothing is begun for a while. */
const FAILURES_LIMIT = 5;
const REST_MS = 30_000;

/** The provider itself is in trouble. */
const troubles: ReadonlySet<AgentFaultCode> = new Set(["overloaded", "unreachable"]);
/** The provider answered; it is the person's account or the conversation that is in the way. */
const answers: ReadonlySet<AgentFaultCode> = new Set([
  "signed-out",
  "rate-limited",
  "context-full",
  "refused",
  "out-of-credit",
  "model-unknown",
]);

/** What a turn says of its provider; undefined: nothing, as with an agent that died. */
function verdictOf(fault: AgentFault | undefined): "works" | "fails" | undefined {
  if (!fault) return "works";
  // Who says when to come back is not in trouble.
  if (troubles.has(fault.code) || (fault.code === "rate-limited" && fault.retryAfterMs === undefined))
    return "fails";
  return answers.has(fault.code) ? "works" : undefined;
}

/**
 * Keeps a person's turns away from a provider that fails, one provider and person each. The library counts and turns; when it
 * is time to try again is decided here, by the server's clock.
 */
export class Circuit {
  readonly #now: () => number;
  readonly #breaker = new ConsecutiveBreaker(FAILURES_LIMIT);
  readonly #policy: CircuitBreakerPolicy = circuitBreaker(handleAll, {
    halfOpenAfter: 0,
    breaker: this.#breaker,
  });
  #openedAt = 0;
  #probeAt: number | undefined;

  constructor(now: () => number) {
    this.#now = now;
    this.#policy.onBreak(() => {
      this.#openedAt = now();
      this.#probeAt = undefined;
    });
  }

  /** In how many milliseconds a turn may be tried; undefined: now. Of those that ask when it is time, one gets through. */
  admit(): number | undefined {
    if (this.#policy.state === CircuitState.Closed) return undefined;
    const at = this.#now();
    // A turn that was let through and says nothing holds the others up no longer than the failures did.
    const from = this.#probeAt ?? this.#openedAt;
    const leftMs = from + REST_MS - at;
    if (leftMs > 0) return leftMs;
    this.#probeAt = at;
    return undefined;
  }

  turnEnded(fault: AgentFault | undefined): void {
    const verdict = verdictOf(fault);
    if (verdict === undefined) return;
    const isWaiting = this.#policy.state === CircuitState.Open && this.#probeAt === undefined;
    // One that began before says nothing new: the rest goes on from the first failure.
    if (isWaiting && verdict === "fails") return;
    const outcome =
      verdict === "works" ? () => undefined : () => Promise.reject(new Error("the provider fails"));
    void this.#policy.execute(outcome).catch(() => undefined);
  }

  health(): ProviderHealth {
    const failures = this.#breaker.state;
    if (this.#policy.state === CircuitState.Closed)
      return { state: "ok", ...(typeof failures === "number" && failures > 0 && { failures }) };
    const retryAt = this.#openedAt + REST_MS;
    const isTime = this.#now() >= retryAt;
    return {
      state: isTime ? "probing" : "failing",
      since: new Date(this.#openedAt).toISOString(),
      ...(typeof failures === "number" && failures > 0 && { failures }),
      ...(!isTime && { retryAt: new Date(retryAt).toISOString() }),
    };
  }
}

/** Circuits by provider and person; those at rest are all alike. */
export class Circuits {
  readonly #now: () => number;
  readonly #byKey = new Map<string, Circuit>();

  constructor(now: () => number) {
    this.#now = now;
  }

  of(ownerId: string, provider: string): Circuit {
    const key = `${provider} ${ownerId}`;
    const known = this.#byKey.get(key);
    if (known) return known;
    const circuit = new Circuit(this.#now);
    this.#byKey.set(key, circuit);
    return circuit;
  }
}
