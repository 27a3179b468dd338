import type { ApiServices } from "../services.ts";
import type { HttpApp } from "./app-type.ts";

/** On every answer; pages get their content security policy from `web-app.ts`, which knows their scripts. */
export function secureHeaders(app: HttpApp, { config }: Pick<ApiServices, "config">): void {
  const strictTransport = config.publicUrl?.protocol === "https:";
  app.addHook("onSend", (request, reply, payload, done) => {
    void reply.header("x-content-type-options", "nosniff");
    void reply.header("referrer-policy", "no-referrer");
    void reply.header("cross-origin-opener-policy", "same-origin");
    void reply.header("cross-origin-resource-policy", "same-origin");
    if (strictTransport) void reply.header("strict-transport-security", "max-age=31536000");
    if (!reply.hasHeader("content-security-policy")) {
      void reply.header("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    }
    if (request.url.startsWith("/api/") && !reply.hasHeader("cache-control"))
      void reply.header("cache-control", "no-store");
    done(null, payload);
  });
}
