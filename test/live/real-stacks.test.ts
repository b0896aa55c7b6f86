import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { realArchives } from "../real-stacks/images.js";
import { engines, whyNoStack } from "../support/parts.js";
import { missing, notTonight, type Skip } from "../support/skips.js";
import { describeStacks, generationsHere, stacksOf } from "./stacks.js";

const folder = new URL("../real-stacks/", import.meta.url).pathname;
const names = stacksOf(folder, []);
const whyNot = names.length === 0 ? notTonight : ((await whyNoStack()) ?? whyNoImages());
const archives = whyNot === undefined ? realArchives(engines) : undefined;
archives?.write();

describeStacks(
  {
    folder,
    names: names.length === 0 ? stacksOf(folder, "all") : names,
    generations: generationsHere(),
    archivesOf: (directory) => archives?.of(readFileSync(join(directory, "compose.yaml"), "utf8")) ?? [],
  },
  whyNot,
);

/** Makes the layers where they are not there or out of date; the reason when they cannot be had. */
function whyNoImages(): Skip | undefined {
  const made = spawnSync("bash", [new URL("../../scripts/real-images.sh", import.meta.url).pathname], {
    encoding: "utf8",
    stdio: ["ignore", "inherit", "pipe"],
    env: { ...process.env, REMAP_READY_ENGINES: engines },
  });
  return made.status === 0
    ? undefined
    : missing(made.stderr.trim().split("\n").at(-1) || `scripts/real-images.sh: ${made.error?.message ?? made.signal}`);
}
