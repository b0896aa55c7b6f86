import { spawnSync } from "node:child_process";

/**
 * Asks git for the files of a work tree below a directory: tracked ones and untracked ones that are not ignored.
 * Paths are relative to the root; a nested repository is one path that ends in `/`. Undefined when git is missing, refuses, or fails.
 * Nothing that the work tree itself configures is run: no hooks, no file system monitor, no repository found by its looks alone.
 */
export function listGitFiles(root: string, directory: string, environment: NodeJS.ProcessEnv): string[] | undefined {
  const settings = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "safe.bareRepository=explicit"].flatMap((setting) => [
    "-c",
    setting,
  ]);
  const inherited = Object.entries(environment).filter(([name]) => !name.startsWith("GIT_") || name === "GIT_EXEC_PATH");
  const { status, stdout } = spawnSync("git", [...settings, "ls-files", "-z", "-co", "--exclude-standard", "--", directory || "."], {
    cwd: root,
    env: { ...Object.fromEntries(inherited), GIT_OPTIONAL_LOCKS: "0", GIT_LITERAL_PATHSPECS: "1", GIT_CEILING_DIRECTORIES: "" },
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 60_000,
    windowsHide: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  if (status !== 0 || typeof stdout !== "string") return undefined;
  return [...new Set(stdout.split("\0").filter((path) => path !== ""))];
}
