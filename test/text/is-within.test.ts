import { expect, test } from "vitest";
import { isWithin } from "../../src/text/is-within.js";

test.each([
  ["/srv", "/srv", true],
  ["/srv/data", "/srv", true],
  ["/srvdata", "/srv", false],
  ["/srv", "/srv/data", false],
  ["/srv", "/", true],
  ["web/compose.yaml", "", true],
  ["web/compose.yaml", "web", true],
  ["website", "web", false],
])("%s is within %s: %s", (path, folder, expected) => {
  expect(isWithin(path, folder)).toBe(expected);
});
