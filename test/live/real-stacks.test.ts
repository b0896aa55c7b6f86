import { readFileSync } from "node:fs";
import { join } from "node:path";
import { realArchives } from "../real-stacks/images.js";
import { engines, whyNoStack } from "../support/parts.js";
import { notTonight } from "../support/skips.js";
import { describeStacks, generationsHere, stacksOf } from "./stacks.js";
import { whyNoImages } from "./why-no-images.js";

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
