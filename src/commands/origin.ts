import { resolve } from "node:path";
import type { Values } from "../options/table.js";
import type { Showing } from "../reporters/formats.js";
import { shellWord } from "../text/shell-word.js";

/** Where the files of a report can be looked at, and at which commit; nothing where the environment does not say it, or the files are another repository's. */
export function originOf(root: string, environment: NodeJS.ProcessEnv): Pick<Showing, "files" | "commit"> {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha, GITHUB_WORKSPACE: workspace } = environment;
  const { CI_PROJECT_URL: project, CI_COMMIT_SHA: commit, CI_PROJECT_DIR: directory } = environment;
  if (server && repository && sha && isAt(workspace, root)) {
    // Gitea and Forgejo have the variables of GitHub, and addresses of their own.
    const kind = environment["GITEA_ACTIONS"] === "true" ? "src/commit" : "blob";
    return addressed(`${server}/${repository}/${kind}/${sha}`, sha);
  }
  return project && commit && isAt(directory, root) ? addressed(`${project}/-/blob/${commit}`, commit) : {};
}

function isAt(directory: string | undefined, root: string): boolean {
  return directory !== undefined && directory !== "" && resolve(directory) === resolve(root);
}

/** Only what can be nothing but an address, and a commit, gets into a link. */
function addressed(files: string, commit: string): Pick<Showing, "files" | "commit"> {
  return /^https?:\/\/[^\s"'<>]+$/.test(files) && /^[0-9a-f]{7,64}$/.test(commit) ? { files, commit } : {};
}

/** Options that decide what a comparison does and hold no secret; the words of a probe may. */
const shownValues = [
  ...(["file", "image", "project", "container", "profile", "env-file", "image-archive", "dockerd"] as const),
  ...(["id-range", "network", "idle-after", "busy-after", "settle-timeout", "timeout"] as const),
] satisfies readonly (keyof Values)[];
const shownFlags = ["with-data", "untrusted", "no-remedies", "try-workarounds", "sequential"] as const satisfies readonly (keyof Values)[];

/** The command line of a comparison, as far as it may be shown. */
export function commandOf(values: Values, positionals: readonly string[]): string {
  const options = shownValues.flatMap((name) => [values[name] ?? []].flat().flatMap((value) => [`--${name}`, shellWord(String(value))]));
  const flags = shownFlags.flatMap((name) => (values[name] === true ? [`--${name}`] : []));
  return ["remap-ready", "compare", ...options, ...flags, ...positionals.map(shellWord)].join(" ");
}
