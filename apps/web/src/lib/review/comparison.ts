/** What a workspace's files are compared with. */
export type Comparison =
  | { readonly kind: "base" }
  | { readonly kind: "head" }
  | { readonly kind: "branch"; readonly name: string }
  | {
      readonly kind: "snapshot";
      readonly commit: string;
      readonly reason: string;
      readonly createdAt: string;
    };

/** Undefined is the commit that the workspace began at. */
export function againstOf(comparison: Comparison): string | undefined {
  switch (comparison.kind) {
    case "base":
      return undefined;
    case "head":
      return "HEAD";
    case "branch":
      return comparison.name;
    case "snapshot":
      return comparison.commit;
  }
}
