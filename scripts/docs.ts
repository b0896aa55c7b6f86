import { readFileSync, writeFileSync } from "node:fs";
import { writeRegistry } from "./docs/registry.js";

// `npm run docs` writes the registry of rules and the generated parts of pages; `npm run docs -- --check` says which are out of date.
const isCheck = process.argv.includes("--check");
const registry = new URL("../src/rules/registry.ts", import.meta.url);
const isRegistered = readFileSync(registry, "utf8") === writeRegistry();
if (!isRegistered && !isCheck) {
  writeFileSync(registry, writeRegistry());
  console.log("src/rules/registry.ts written");
}
// The pages are made from the registry: they are read after it is written.
const { readPages } = await import("./docs/pages.js");
const { pages, faults } = readPages();
const stale = pages.filter(({ before, after }) => before !== after);
for (const fault of faults) console.error(fault);
if (isCheck && !isRegistered) console.error("src/rules/registry.ts is out of date: npm run docs");
for (const { name, path, after } of stale) {
  if (isCheck) console.error(`${name} is out of date: npm run docs`);
  else {
    writeFileSync(path, after);
    console.log(`${name} written`);
  }
}
if (faults.length > 0 || (isCheck && (stale.length > 0 || !isRegistered))) process.exitCode = 1;
