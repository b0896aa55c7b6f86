import { join } from "node:path";
import { writeImages } from "../stacks/images.js";
import { busybox, whyNoStack } from "../support/parts.js";
import { describeStacks, generationsHere, stacksOf } from "./stacks.js";

const folder = new URL("../stacks/", import.meta.url).pathname;
const quick = [
  "all-compatible",
  "database-on-a-bind-mount",
  "host-network-exporter",
  "owners-moved-already",
  "privileged-agent",
  "silent-writer",
];

describeStacks(
  {
    folder,
    names: stacksOf(folder, quick),
    generations: generationsHere(),
    archivesOf: (directory) => [writeImages(join(directory, "../../images"), busybox ?? "")],
  },
  await whyNoStack(),
);
