import { expect, test } from "vitest";
import { qrCode } from "./qr-code.ts";

test("a QR code is a square of half blocks, with its three corners and a light edge", () => {
  const lines = qrCode("http://127.0.0.1:3030/pair#BCDF-GHJK")
    .trimEnd()
    .split("\n")
    .map((line) => [...line.replaceAll(/\u001b\[[0-9;]*m/g, "")]);
  const width = lines[0]?.length ?? 0;
  expect(lines.every((line) => line.length === width)).toBe(true);
  expect(lines.length).toBe(Math.ceil(width / 2));
  expect(lines[0]?.every((cell) => cell === " ")).toBe(true);
  const corner = lines[1]?.slice(2, 9).join("");
  expect(corner).toBe("█▀▀▀▀▀█");
  expect(lines[1]?.slice(-9, -2).join("")).toBe(corner);
});
