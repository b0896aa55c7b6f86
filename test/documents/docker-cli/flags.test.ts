import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { flagsMissing } from "../../../scripts/docker-flags.js";
import { docker, engines, generations } from "../../support/parts.js";
import { because, missing } from "../../support/skips.js";

const clients = generations.map((name) => join(engines, name, "docker")).filter((path) => existsSync(path));
const atHand = clients.length > 0 ? clients : docker === undefined ? [] : [docker];
const noClient = atHand.length > 0 ? undefined : missing("there is no docker client: `scripts/engines.sh` unpacks one");

describe.skipIf(noClient)("the table of flags", because(noClient), () => {
  test.for(atHand)("has every flag of %s", (client) => {
    expect(flagsMissing(client)).toEqual([]);
  });
});
