import { join } from "node:path";
import { writeImages } from "../stacks/images.js";
import { busybox, describeStacks, generationsHere, stacksOf, whyNoStack } from "./stacks.js";

const folder = new URL("../stacks/", import.meta.url).pathname;
const quick = ["all-compatible", "database-on-a-bind-mount", "host-network-exporter", "owners-moved-already", "privileged-agent"];
const missing = whyNoStack();
if (missing !== undefined) console.warn(`test/live/compare: skipped, ${missing}`);

describeStacks(
  {
    folder,
    names: stacksOf(folder, quick),
    generations: generationsHere(),
    archivesOf: (directory) => [writeImages(join(directory, "../../images"), busybox ?? "")],
  },
  missing,
);
