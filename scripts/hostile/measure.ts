import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What one run of the command line took; `cpuSeconds` and `megabytes` are absent when the process died before it could say. */
export interface Measured {
  readonly status: number | null;
  readonly cpuSeconds?: number;
  readonly megabytes?: number;
  readonly stdout: string;
  readonly stderr: string;
}

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** Writes files into a new folder, runs the built command line there, and removes the folder. `{}` in the arguments stands for nothing: the folder is the working directory. */
export function measure(files: Readonly<Record<string, string | Buffer>>, args: readonly string[], timeoutSeconds: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), "remap-ready-hostile-"));
  try {
    const root = join(folder, "root");
    mkdirSync(root);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const usage = join(folder, "usage.json");
    const hook = join(folder, "hook.mjs");
    writeFileSync(
      hook,
      `import { writeFileSync } from "node:fs";\nprocess.on("exit", () => writeFileSync(${JSON.stringify(usage)}, JSON.stringify(process.resourceUsage())));\n`,
    );
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", pathToFileURL(hook).href, cli, ...args], {
      cwd: root,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], HOME: "/nonexistent" },
      maxBuffer: 1 << 29,
      timeout: timeoutSeconds * 1000,
      killSignal: "SIGKILL",
    });
    return { status, stdout, stderr, ...usageIn(usage) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function usageIn(path: string): Pick<Measured, "cpuSeconds" | "megabytes"> {
  try {
    const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(path, "utf8"));
    return { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
  } catch {
    return {};
  }
}
