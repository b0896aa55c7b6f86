import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { CompareRefusal, type CompareRequest, compare } from "../compare.js";
import { type CompareReport, compareExitStatus } from "../comparison/report.js";
import { EngineError } from "../engines/engine-error.js";
import type { DeclaredProbe } from "../probes/declared.js";
import { printable } from "../text/printable.js";
import { type Terminal, UsageError } from "./terminal.js";

const formats = ["text", "json", "html"] as const;

/** Runs `remap-ready compare`: 0 nothing broken, 1 something broken, 2 usage or input, 3 the engines could not do it. */
export async function runCompare(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) throw new UsageError("`compare` takes one path; name images with --image.");
  const format = formats.find((each) => each === (values.format ?? "text"));
  if (format === undefined) throw new UsageError(`\`--format ${values.format}\` is not known; it is one of ${formats.join(", ")}.`);
  const stopped = new AbortController();
  const stop = (): void => stopped.abort(new Error("interrupted"));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    const report = await compare(requestOf(values, positionals[0], terminal, stopped.signal));
    if (values.report !== undefined) {
      const { compareHtml } = await import("../reporters/html.js");
      writeFileSync(resolve(terminal.workingDirectory, values.report), compareHtml(report));
    }
    terminal.out(await render(report, format, terminal));
    return compareExitStatus(report);
  } catch (error) {
    if (error instanceof CompareRefusal) {
      terminal.err(`remap-ready: ${error.message.split("\n").map(printable).join("\n  ")}\n`);
      return 2;
    }
    if (error instanceof EngineError) {
      terminal.err(`remap-ready: ${error.message.split("\n").map(printable).join("\n  ")}\n`);
      return 3;
    }
    if (stopped.signal.aborted) {
      terminal.err("remap-ready: interrupted; both engines are stopped and everything is cleaned up.\n");
      return 3;
    }
    throw error;
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const list = { type: "string", multiple: true } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: text,
        report: text,
        file: { ...list, short: "f" },
        image: list,
        profile: list,
        "env-file": list,
        "image-archive": list,
        probe: list,
        dockerd: text,
        compose: text,
        docker: text,
        scratch: text,
        "id-range": text,
        quiet: text,
        busy: text,
        settle: text,
        timeout: text,
        "no-remedies": { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function requestOf(
  values: ReturnType<typeof parse>["values"],
  path: string | undefined,
  terminal: Terminal,
  signal: AbortSignal,
): CompareRequest {
  const { workingDirectory, environment } = terminal;
  return {
    ...(path !== undefined && { path }),
    files: values.file ?? [],
    images: values.image ?? [],
    profiles: values.profile ?? [],
    envFiles: values["env-file"] ?? [],
    archives: values["image-archive"] ?? [],
    declared: (values.probe ?? []).map(probeOf),
    ...(values.dockerd !== undefined && { dockerd: resolve(workingDirectory, values.dockerd) }),
    ...(values.compose !== undefined && { compose: resolve(workingDirectory, values.compose) }),
    ...(values.docker !== undefined && { docker: values.docker }),
    ...(values.scratch !== undefined && { scratchRoot: resolve(workingDirectory, values.scratch) }),
    ...(values["id-range"] !== undefined && { idMap: rangeOf(values["id-range"]) }),
    quietMs: seconds("--quiet", values.quiet, 3) * 1000,
    busyMs: seconds("--busy", values.busy, 12) * 1000,
    settleMs: seconds("--settle", values.settle, 90) * 1000,
    timeoutMs: seconds("--timeout", values.timeout, 900) * 1000,
    triesRemedies: values["no-remedies"] !== true,
    workingDirectory,
    environment,
    signal,
    onProgress: (line) => terminal.err(`remap-ready: ${printable(line)}\n`),
  };
}

function seconds(option: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^\d{1,5}(?:\.\d+)?$/.test(text) || value <= 0)
    throw new UsageError(`\`${option} ${text}\` is not a number of seconds, for example ${otherwise}.`);
  return value;
}

function rangeOf(text: string): { start: number; size: number } {
  const match = /^(\d{1,10}):(\d{1,10})$/.exec(text);
  if (!match) throw new UsageError(`\`--id-range ${text}\` is not a start and a size, for example 100000:65536.`);
  return { start: Number(match[1]), size: Number(match[2]) };
}

/** Reads `service=command` or `service/name=command`. */
function probeOf(text: string, index: number): DeclaredProbe {
  const match = /^([\w.-]+)(?:\/([\w.-]+))?=(.+)$/s.exec(text);
  if (!match) throw new UsageError(`\`--probe ${text}\` is not \`service=command\` or \`service/name=command\`.`);
  return { service: match[1] ?? "", name: match[2] ?? `probe-${index + 1}`, command: match[3] ?? "" };
}

async function render(report: CompareReport, format: (typeof formats)[number], terminal: Terminal): Promise<string> {
  switch (format) {
    case "text":
      return (await import("../reporters/compare-text.js")).compareText(report, { color: terminal.color });
    case "json":
      return (await import("../reporters/compare-json.js")).compareJson(report);
    case "html":
      return (await import("../reporters/html.js")).compareHtml(report);
  }
}
