import type { Scope } from "../documents/scope.js";
import type { Settings } from "../settings/settings.js";
import type { InputError } from "../text/input-error.js";

/** Says that a run found nothing to judge, and what ignore files and the settings left out. */
export function nothingToLint({ base, targets }: Scope, ignored: readonly string[], { exclude, file }: Settings): InputError {
  const [first] = ignored;
  const are = ignored.length > 1 ? ` and ${ignored.length - 1} more are` : " is";
  const leftOut = [
    first === undefined ? "" : ` \`${first}\`${are} left out by .gitignore; name a file or folder to lint it all the same.`,
    exclude.length === 0 || !file ? "" : ` What \`exclude\` in \`${file.path}\` holds was left out.`,
  ].join("");
  const message =
    "Nothing to lint: no compose file (compose.yaml, docker-compose.yml, *.compose.yml, …), Dockerfile or Containerfile, daemon.json, subuid or subgid file, unit of dockerd, devcontainer.json, Ansible task with a container, config.toml of GitLab runners, or script that runs `docker` is here. Name a directory that holds one, or the file itself.";
  return { file: targets[0]?.path || base || ".", level: "error", message: message + leftOut };
}
