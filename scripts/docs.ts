import { writeFileSync } from "node:fs";
import { readPages } from "./docs/pages.js";

// `npm run docs` writes the generated parts of pages; `npm run docs -- --check` says which are out of date.
const isCheck = process.argv.includes("--check");
const { pages, faults } = readPages();
const stale = pages.filter(({ before, after }) => before !== after);
for (const fault of faults) console.error(fault);
for (const { name, path, after } of stale) {
  if (isCheck) console.error(`${name} is out of date: npm run docs`);
  else {
    writeFileSync(path, after);
    console.log(`${name} written`);
  }
}
if (faults.length > 0 || (isCheck && stale.length > 0)) process.exitCode = 1;
