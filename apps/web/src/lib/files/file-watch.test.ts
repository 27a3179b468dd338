import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FilesApi } from "#lib/api/files-api.ts";
import { watchFiles } from "./file-watch.ts";

/** A browser's stream, as far as it is used here. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 1;
  close() {
    this.readyState = Stream.CLOSED;
  }
  fail(readyState: number) {
    this.readyState = readyState;
    this.dispatchEvent(new Event("error"));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Stream);
  vi.stubGlobal("document", Object.assign(new EventTarget(), { hidden: false }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function watching(heard: unknown[] = []) {
  const streams: Stream[] = [];
  const watch = () => {
    streams.push(new Stream());
    return streams.at(-1);
  };
  const off = watchFiles({ watch } as unknown as FilesApi, "wsp_1", (news) => heard.push(news));
  return { streams, off };
}

test("a stream that was refused is opened again, and all is read anew", () => {
  const heard: unknown[] = [];
  const { streams, off } = watching(heard);
  streams[0]?.fail(Stream.CLOSED);
  vi.advanceTimersByTime(60_000);
  expect(streams).toHaveLength(2);
  streams[1]?.dispatchEvent(new Event("watching"));
  expect(heard).toEqual([{ type: "again" }]);
  off();
});

test("a stream that was cut is the browser's to open again", () => {
  const { streams, off } = watching();
  streams[0]?.fail(0);
  vi.advanceTimersByTime(60_000);
  expect(streams).toHaveLength(1);
  off();
});

test("nothing is opened again for nobody", () => {
  const { streams, off } = watching();
  streams[0]?.fail(Stream.CLOSED);
  off();
  vi.advanceTimersByTime(60_000);
  expect(streams).toHaveLength(1);
});
