import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** What operators collect. Names and labels never hold content, ids or addresses. */
export class Metrics {
  readonly registry = new Registry();
  readonly eventsCommitted = new Counter({
    name: "dispatch_events_committed_total",
    help: "Events committed to the log.",
    registers: [this.registry],
  });
  readonly outputBytes = new Counter({
    name: "dispatch_output_bytes_total",
    help: "Bytes of terminal output committed to the log.",
    registers: [this.registry],
  });
  readonly sessionsCreated = new Counter({
    name: "dispatch_sessions_created_total",
    help: "Sessions created, by kind and result.",
    labelNames: ["kind", "result"],
    registers: [this.registry],
  });
  readonly requestSeconds = new Histogram({
    name: "dispatch_http_request_seconds",
    help: "Time to answer an HTTP request, by route and status class.",
    labelNames: ["route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.registry],
  });

  readonly attentionRings = new Counter({
    name: "dispatch_attention_rings_total",
    help: "Approvals that somebody was called to, since nobody had answered them soon.",
    registers: [this.registry],
  });

  constructor(live: { sessions: () => number; sockets: () => number; openApprovals: () => Promise<number> }) {
    new Gauge({
      name: "dispatch_approvals_open",
      help: "Approvals that wait for a person.",
      registers: [this.registry],
      async collect() {
        this.set(await live.openApprovals());
      },
    });
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers: [this.registry],
        collect() {
          this.set(read());
        },
      });
    gauge("dispatch_sessions_live", "Sessions whose process may be alive.", live.sessions);
    gauge("dispatch_sockets_open", "Open client sockets.", live.sockets);
    gauge("dispatch_process_resident_bytes", "Resident memory of the server process.", () =>
      process.memoryUsage.rss(),
    );
    gauge("dispatch_process_uptime_seconds", "Seconds since the server started.", () => process.uptime());
  }
}
