import { expect, test } from "vitest";
import { plainSubject } from "../../src/comparison/subject.js";
import type { ComposeModel } from "../../src/runs/input/compose-model.js";
import { relatedTo } from "../../src/runs/relations.js";

const model = {
  name: "shop",
  services: {
    db: { image: "postgres" },
    cache: { image: "redis", container_name: "shop-cache" },
    web: { image: "web", environment: { DATABASE_URL: "postgres://user@db:5432/shop", CACHE: "redis://shop-cache" } },
    worker: { image: "web", depends_on: { web: { condition: "service_started" } } },
    database: { image: "web" },
    backup: { image: "backup" },
  },
} as unknown as ComposeModel;
const mount = { type: "volume", source: "files", target: "/files", readOnly: false } as const;
const subjects = Object.keys(model.services).map((name) => ({
  ...plainSubject(name, "service", name),
  mounts: name === "backup" || name === "db" ? [mount] : [],
}));

test.each([
  ["web", ["db", "cache"]],
  ["worker", ["web"]],
  ["database", []],
  ["backup", ["db"]],
  ["db", ["backup"]],
] as const)("%s has to do with %j", (name, others) => {
  expect(relatedTo({ model, subjects }, name)).toEqual(others);
});
