import { randomUUID } from "node:crypto";
import { mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

/**
 * Writes a file and its directory. A symbolic link that the repository put in its place is replaced, never followed,
 * and a path inside the workspace that links lead out of it is refused.
 */
export function writeReplacing(path: string, text: string, workspace: string): void {
  const directory = dirname(resolve(path));
  const isInside = (root: string, place: string) => !`${relative(root, place)}${sep}`.startsWith(`..${sep}`);
  if (isInside(workspace, directory)) {
    const made = nearestExisting(directory);
    if (!isInside(realpathSync(workspace), realpathSync(made))) throw new Error("a symbolic link leads out of the workspace");
  }
  mkdirSync(directory, { recursive: true });
  const draft = join(directory, `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    writeFileSync(draft, text, { flag: "wx" });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function nearestExisting(directory: string): string {
  for (let current = directory; ; current = dirname(current)) {
    try {
      realpathSync(current);
      return current;
    } catch (error) {
      if (current === dirname(current)) throw error;
    }
  }
}
