/**
 * Measures what hostile input costs: writes each input of scripts/hostile/inputs.ts, lints it with the built command line, and says what that took.
 * `npm run hostile -- [--format <format>] [part of a name…]`; status 1 when an input takes more than 5 s of processor time or 400 MB, or fails.
 */
import { parseArgs } from "node:util";
import { hostileImages } from "./hostile/images.js";
import { hostileInputs } from "./hostile/inputs.js";
import { measure } from "./hostile/measure.js";

const mostSeconds = 5;
const mostMegabytes = 400;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { format: { type: "string", default: "text" } } });
const archives = Object.entries(hostileImages).map(([name, make]) => ({
  name: `an image: ${name}`,
  files: () => ({ "i.tar": make() }),
  more: ["--image", "i.tar"],
}));
const wanted = [...hostileInputs.map((input) => ({ ...input, more: [] })), ...archives].filter(
  ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
);
if (wanted.length === 0) throw new Error(`No hostile input has a name with ${positionals.join(" or ")}.`);
let failed = 0;
for (const { name, files, more } of wanted) {
  const {
    status,
    cpuSeconds = Number.POSITIVE_INFINITY,
    megabytes = Number.POSITIVE_INFINITY,
    stdout,
    stderr,
  } = measure(files(), ["lint", ...more, "--format", values.format], 120);
  const isGood = cpuSeconds <= mostSeconds && megabytes <= mostMegabytes && status !== null && status < 3;
  if (!isGood) failed++;
  console.log(
    `${isGood ? "    " : "OVER"} ${cpuSeconds.toFixed(1).padStart(8)} s ${megabytes.toFixed(0).padStart(8)} MB  status ${status} ${String(stdout.length).padStart(9)} characters  ${name}`,
  );
  if (status === null || status > 2) console.log(stderr.slice(-600).replaceAll(/^/gm, "       "));
}
console.log(`${wanted.length - failed} of ${wanted.length} inputs within ${mostSeconds} s and ${mostMegabytes} MB`);
process.exitCode = failed > 0 ? 1 : 0;
