import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync } from "node:fs";
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

/** Whether limits can be raised here. */
export function hasSysResource(): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "0";
  return ((BigInt(`0x${effective}`) >> 24n) & 1n) === 1n;
}

/** What was seen and what was wanted, in one form; where several verdicts will do, any of them. */
export function held(report: CompareReport, expected: Expected) {
  const bySubject = (a: { subject: string }, b: { subject: string }) => (a.subject < b.subject ? -1 : 1);
  const seen = report.comparisons.map(({ subject, verdict, reason, differences, remedies, becauseOf }) => {
    const wanted = expected.services[subject];
    const verdicts = [wanted?.verdict ?? "missing"].flat();
    const rule = differences.find(({ effect, isCause }) => effect === "breaks" && isCause)?.rule ?? null;
    const helps = remedies.find((remedy) => remedy.verdict === "same")?.change ?? "nothing";
    return {
      subject,
      verdict: verdicts.includes(verdict) ? verdicts[0] : `${verdict}: ${reason}`,
      ...(wanted?.rule && { rule }),
      ...(wanted?.helps && { helps: helps.includes(wanted.helps) ? wanted.helps : helps }),
      ...((wanted?.becauseOf || becauseOf) && { becauseOf: becauseOf ?? [] }),
    };
  });
  const wanted = Object.entries(expected.services).map(([subject, { verdict, rule, helps, becauseOf }]) => ({
    subject,
    verdict: [verdict].flat()[0],
    ...(rule && { rule }),
    ...(helps && { helps }),
    ...(becauseOf && { becauseOf }),
  }));
  return { seen: seen.sort(bySubject), wanted: wanted.sort(bySubject) };
}
