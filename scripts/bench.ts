/**
 * Measures the built bundles, as ratios in one run: processor time against `node -e 0` and dclint on the same files, growth from 100 to 10,000 files
 * against parsing alone, start of the action, and sizes. `npm run bench -- [directory…]`; without one, files like the sample project's are written.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const checkout = fileURLToPath(new URL("..", import.meta.url));
const cli = join(checkout, "dist/cli.js");
const dclint = join(checkout, ".engines/tools/node_modules/dclint/bin/dclint.cjs");
const scratch = mkdtempSync(join(tmpdir(), "remap-ready-bench-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

interface Cost {
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** The cheapest of several runs: everything above it is the machine's doing. */
function cheapest(run: () => Cost, times: number): Cost {
  const costs = Array.from({ length: times }, run);
  return { cpuMs: Math.min(...costs.map(({ cpuMs }) => cpuMs)), wallMs: Math.min(...costs.map(({ wallMs }) => wallMs)) };
}

/** Processor time of a whole process with its children, as the kernel counts it. */
function cost(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Cost {
  const report = join(scratch, "times");
  const started = performance.now();
  const command = `exec 3>&1 >/dev/null 2>&1; "$@"; times >'${report}'; exit 0`;
  const ended = spawnSync("bash", ["-c", command, "bench", process.execPath, ...args], { env, cwd: scratch });
  const wallMs = performance.now() - started;
  if (ended.status !== 0) throw new Error(`${args.join(" ")} could not be measured: ${ended.stderr}`);
  const [, children = ""] = readFileSync(report, "utf8").split("\n");
  const cpuMs = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
  return { cpuMs, wallMs };
}

function show(what: string, { cpuMs, wallMs }: Cost, base?: Cost): void {
  const ratio = base ? `${(cpuMs / base.cpuMs).toFixed(1).padStart(6)} × cpu ${(wallMs / base.wallMs).toFixed(1).padStart(6)} × wall` : "";
  console.log(`${what.padEnd(44)} ${cpuMs.toFixed(0).padStart(7)} ms cpu ${wallMs.toFixed(0).padStart(7)} ms wall ${ratio}`);
}

/** Writes `count` projects of a compose file and a Dockerfile, all different, and gives the directory. */
function write(count: number): string {
  const directory = join(scratch, `files-${count}`);
  const compose = readFileSync(join(checkout, "examples/shop/compose.yaml"), "utf8");
  const dockerfile = readFileSync(join(checkout, "examples/shop/web/Dockerfile"), "utf8");
  for (let index = 0; index < count / 2; index++) {
    const folder = join(directory, String(index % 100), String(index), "web");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "../compose.yaml"), compose.replace("name: shop", `name: shop${index}`));
    writeFileSync(join(folder, "Dockerfile"), `${dockerfile}LABEL index=${index}\n`);
  }
  return directory;
}

function sizes(): void {
  const parts = readdirSync(join(checkout, "dist"));
  const total = parts.reduce((sum, name) => sum + statSync(join(checkout, "dist", name)).size, 0);
  console.log(`${"dist/".padEnd(44)} ${(total / 1000).toFixed(0).padStart(7)} kB in ${parts.length} parts (limit 1500 kB)`);
}

const directories = process.argv.slice(2);
const times = 7;
const nothing = cheapest(() => cost(["-e", "0"]), times);
show("node -e 0", nothing);
for (const directory of directories.length > 0 ? directories : [join(checkout, "examples/shop"), write(74)]) {
  show(
    `lint ${directory.replace(scratch, "")}`,
    cheapest(() => cost([cli, "lint", directory]), times),
    nothing,
  );
  if (existsSync(dclint))
    show(
      `dclint ${directory.replace(scratch, "")}`,
      cheapest(() => cost([dclint, "-r", directory]), 2),
      nothing,
    );
}

const parseOnly = `
  import { readFileSync, readdirSync } from "node:fs"; import { parseDocument } from "${join(checkout, "node_modules/yaml/dist/index.js")}";
  for (const name of readdirSync(process.argv[1], { recursive: true })) if (name.endsWith(".yaml")) parseDocument(readFileSync(process.argv[1] + "/" + name, "utf8"));`;
const small = { lint: cheapest(() => cost([cli, "lint", write(100)]), 3), files: 100 };
show("lint 100 files", small.lint, nothing);
for (const count of [1_000, 10_000]) {
  const directory = write(count);
  const lint = cheapest(() => cost([cli, "lint", directory]), count > 1000 ? 1 : 2);
  const parse = cheapest(() => cost(["--input-type=module", "-e", parseOnly, directory]), count > 1000 ? 1 : 2);
  show(`lint ${count} files`, lint, nothing);
  show(`yaml alone on their ${count / 2} compose files`, parse, nothing);
  const perFile = (lint.cpuMs - nothing.cpuMs) / count;
  console.log(`${"".padEnd(44)} ${perFile.toFixed(2)} ms cpu a file; ${(lint.cpuMs / parse.cpuMs).toFixed(2)} × yaml alone`);
}

const quiet = Object.fromEntries(["GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY"].map((name) => [name, join(scratch, name)]));
for (const file of Object.values(quiet)) writeFileSync(file, "");
const env = { ...process.env, ...quiet, GITHUB_WORKSPACE: join(checkout, "examples/shop"), "INPUT_FAIL-ON": "never" };
show(
  "the action on examples/shop",
  cheapest(() => cost([join(checkout, "dist/action.js")], env), times),
  nothing,
);
sizes();
