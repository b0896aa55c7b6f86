import { expect, test } from "vitest";
import { shorten } from "../../src/text/shorten.js";

test("a value that fits is kept whole", () => {
  expect(shorten("/dev/ttyUSB0")).toBe("/dev/ttyUSB0");
  expect(shorten("a".repeat(40))).toBe("a".repeat(40));
});

test("a longer value keeps its beginning and its end, in exactly the room it has", () => {
  expect(shorten("/var/lib/machines/a/b/docker.sock", 21)).toBe("/var/lib/m…ocker.sock");
  expect(shorten("a".repeat(41))).toHaveLength(40);
});

test("a character of two code units is never cut in two", () => {
  expect(shorten("😀".repeat(30), 5)).toBe("😀😀…😀😀");
  expect(shorten("😀".repeat(30), 40)).toBe("😀".repeat(30));
});
