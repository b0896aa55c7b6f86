import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { systemPath } from "../../engines/command.js";
import { MigrateError } from "./migrate-error.js";

/**
 * Locks a data root against a second migration, and gives what unlocks it. The lock is the kernel's, on the folder itself: it leaves no file, and ends with this process however that
 * ends. Throws a MigrateError when another process has it.
 */
export function lockDataRoot(root: string): () => void {
  const folder = openSync(root, "r");
  // flock(2) belongs to the open folder, which the program shares with us: the lock stays when it ends.
  const { status, error } = spawnSync("flock", ["--exclusive", "--nonblock", "3"], {
    stdio: ["ignore", "ignore", "ignore", folder],
    env: { PATH: systemPath },
  });
  if (status === 0) return () => closeSync(folder);
  closeSync(folder);
  if (error) throw new MigrateError(`The data root cannot be locked: ${error.message}. Install util-linux, which has \`flock\`.`);
  throw new MigrateError(`Another \`remap-ready migrate\` works on \`${root}\`. Wait until it ends.`);
}
