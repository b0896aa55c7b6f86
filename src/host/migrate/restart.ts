import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { userInfo } from "node:os";
import { posix } from "node:path";
import { searchPath } from "../../engines/command.js";
import type { Restart } from "../plan/step.js";
import { MigrateError } from "./migrate-error.js";

/** What a restart prints, in the folder of the plan. */
const logName = "restart.log";

/** Restarts dockerd and waits for the command that does. It outlives us: a restart that is half done helps nobody. */
export async function restartEngine(restart: Restart, folder: string): Promise<void> {
  const [file = "", ...words] = restartWords(restart);
  const log = openSync(posix.join(folder, logName), "a", 0o600);
  try {
    const code = await new Promise<number | string>((resolve, reject) => {
      const child = spawn(file, words, {
        stdio: ["ignore", log, log],
        detached: true,
        env: { PATH: searchPath(), HOME: userInfo().homedir },
      });
      child.once("error", reject);
      child.once("exit", (status, signal) => resolve(status ?? signal ?? "unknown"));
    }).catch((error: Error) => error.message);
    if (code !== 0)
      throw new MigrateError(
        `\`${[file, ...words].join(" ")}\` failed (${code}); \`${posix.join(folder, logName)}\` has what it printed. The log of dockerd says why it does not start.`,
      );
  } finally {
    closeSync(log);
  }
}

function restartWords(restart: Restart): readonly string[] {
  switch (restart.by) {
    case "systemd":
      return ["systemctl", "restart", restart.unit];
    case "service":
      return ["service", restart.name, "restart"];
    case "command":
      return ["sh", "-c", restart.command];
  }
}
