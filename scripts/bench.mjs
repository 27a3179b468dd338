// `npm run bench`: the launcher has built what is measured.
await import("../e2e/bench/main.ts");
