/** Writes the images of test/stacks as `docker save` archives into a folder: `npx tsx scripts/stack-images.ts FOLDER`. */
import { existsSync } from "node:fs";
import { writeImages } from "../test/stacks/images.js";

const [folder] = process.argv.slice(2);
const busybox = [new URL("../.engines/busybox/busybox", import.meta.url).pathname, "/bin/busybox", "/usr/bin/busybox"].find(existsSync);
if (folder === undefined || busybox === undefined) {
  console.error(
    folder === undefined
      ? "usage: stack-images.ts FOLDER"
      : "no static busybox is here: install busybox-static, or run scripts/engines.sh busybox",
  );
  process.exitCode = 2;
} else {
  writeImages(folder, busybox);
}
