// `npm run gallery`: the launcher has built what is photographed.
await import("../e2e/gallery/main.ts");
