import { chmodSync, chownSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { compare } from "../../src/compare/compare.js";
import type { CompareReport } from "../../src/comparison/report.js";
import { nothingElse } from "../support/compare-request.js";
import { composeAtHand, engines } from "../support/parts.js";

const compose = await composeAtHand();

/** What a stack's expected.json says must come of it. */
export interface Expected {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly verdict: string | readonly string[];
        readonly rule?: string;
        readonly helps?: string;
        /** Services in which its cause lies. */
        readonly becauseOf?: readonly string[];
      }
    >
  >;
  readonly modes?: Readonly<Record<string, string>>;
  /** Paths with owner and mode, "999:999 700": directories that are not there are made, as git keeps no empty ones. */
  readonly owners?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Engine generations on which the baseline needs CAP_SYS_RESOURCE, which some machines have not: runc 1.1 raises limits for `privileged`. */
  readonly needsSysResourceOn?: readonly string[];
  /** Services whose break no linter can know: it lies in an image. */
  readonly missed?: readonly string[];
  /** Findings that this run does not bear out, "rule service"; checked where it is given. */
  readonly notObserved?: readonly string[];
  /** What is said to be unexercised, "rule service"; checked where it is given. */
  readonly open?: readonly string[];
  /** How many unexplained differences are borne. */
  readonly unexplained?: number;
}

/** Gives the files of a stack's copy the owners and modes that git does not keep. */
export function prepare(directory: string, { modes = {}, owners = {} }: Expected): void {
  for (const [path, mode] of Object.entries(modes)) chmodSync(join(directory, path), Number.parseInt(mode, 8));
  for (const [path, value] of Object.entries(owners)) {
    const [owner = "", mode = "755"] = value.split(" ");
    const [uid, gid] = owner.split(":").map(Number);
    if (!existsSync(join(directory, path))) mkdirSync(join(directory, path), { recursive: true });
    chownSync(join(directory, path), uid ?? 0, gid ?? 0);
    chmodSync(join(directory, path), Number.parseInt(mode, 8));
  }
}

/** Compares the stack in a folder as the tests do; quiet soon, as its services say all they have to say at once. */
export async function runStack(
  directory: string,
  generation: string,
  archives: readonly string[],
  { environment = {} }: Expected,
): Promise<CompareReport> {
  return compare({
    path: directory,
    ...nothingElse,
    archives,
    declared: [],
    ...(generation !== "installed" && { dockerd: join(engines, generation, "dockerd") }),
    compose: compose?.path ?? "",
    docker: "/nonexistent/docker",
    quietMs: 1500,
    busyMs: 6000,
    settleMs: 90_000,
    timeoutMs: 300_000,
    triesRemedies: true,
    triesWorkarounds: false,
    workingDirectory: directory,
    environment: { ...process.env, ...environment },
    signal: new AbortController().signal,
    onProgress: () => {},
  });
}
