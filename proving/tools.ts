import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../src/engines/command.js";
import { findProgram } from "../src/engines/installation.js";
import { docker, dockerd, engines, generations } from "../test/support/parts.js";

/** What the proving ground needs beside engines; what is absent leaves experiments undecided. */
export interface Tools {
  readonly busybox: string;
  readonly applets: readonly string[];
  /** The static probe; absent without a C compiler. */
  readonly probe?: Buffer;
  readonly docker?: string;
  readonly compose?: string;
  readonly buildx?: string;
}

/** An engine at hand: its dockerd, or the machine's own. */
export interface Generation {
  readonly name: string;
  readonly dockerd?: string;
}

const root = fileURLToPath(new URL("../", import.meta.url));
const pluginFolders = ["/usr/libexec/docker/cli-plugins", "/usr/lib/docker/cli-plugins", "/usr/local/lib/docker/cli-plugins"];

/** The engine generations unpacked by scripts/engines.sh, oldest first; without any, the machine's own. */
export function generationsAtHand(): Generation[] {
  if (generations.length > 0) return generations.map((name) => ({ name, dockerd: join(engines, name, "dockerd") }));
  return dockerd === undefined ? [] : [{ name: "installed" }];
}

/** The engine that checks on every run use: the newest unpacked one, else the machine's own. */
export function defaultGeneration(): Generation | undefined {
  return generationsAtHand().at(-1);
}

/** Finds the tools and compiles the probe; a string says what is missing when nothing can be run at all. */
export async function findTools(): Promise<Tools | string> {
  const busybox = await firstStatic([join(engines, "busybox/busybox"), "/bin/busybox", "/usr/bin/busybox"]);
  if (busybox === undefined)
    return "there is no static busybox: `scripts/engines.sh busybox` unpacks one on Debian, else install busybox-static";
  const { stdout } = await run([busybox, "--list"]);
  const probe = await compileProbe();
  const compose = findProgram("docker-compose", [join(engines, "compose"), ...pluginFolders]);
  const buildx = findProgram("docker-buildx", [join(engines, "buildx"), ...pluginFolders]);
  return {
    busybox,
    applets: stdout.split("\n").filter((name) => /^[\w[-]+$/.test(name)),
    ...(probe !== undefined && { probe }),
    ...(docker !== undefined && { docker }),
    ...(compose !== undefined && { compose }),
    ...(buildx !== undefined && { buildx }),
  };
}

async function compileProbe(): Promise<Buffer | undefined> {
  const compiler = findProgram("cc");
  if (compiler === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "remap-ready-probe-"));
  const output = join(folder, "probe");
  try {
    const { code } = await run([compiler, "-static", "-O1", "-s", "-o", output, join(root, "proving/experiments/probe.c")]);
    return code === 0 ? readFileSync(output) : undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A dynamic program would not run in an image that holds nothing else. */
async function firstStatic(candidates: readonly string[]): Promise<string | undefined> {
  for (const path of candidates) {
    const ran = await run(["ldd", path]).catch(() => undefined);
    if (ran && ran.code !== 127 && /not a dynamic executable|statically linked/.test(ran.stdout + ran.stderr)) return path;
  }
  return undefined;
}
