import { dataOf } from "@dispatch/client/problem";

/** OpenAPI knows ids as plain strings; the types of the protocol, which both are made from, tell them apart. */
export const read = <T>(answer: Parameters<typeof dataOf>[0]) => dataOf(answer) as T;
