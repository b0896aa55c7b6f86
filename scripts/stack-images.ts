/** Writes the images of test/stacks as `docker save` archives into a folder: `npx tsx scripts/stack-images.ts FOLDER`. */
import { writeImages } from "../test/stacks/images.js";
import { busybox } from "../test/support/parts.js";

const [folder] = process.argv.slice(2);
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
