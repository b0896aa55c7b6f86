/** What a file declares. */
export type Kind =
  | "compose"
  | "dockerfile"
  | "daemon"
  | "unit"
  | "sub-ids"
  | "inspect"
  | "devcontainer"
  | "ansible"
  | "gitlab-runner"
  | "documentation"
  | "script"
  | "commands";

/** All that is known of a kind of file but its reader: adding a kind adds a line here and a reader in lint/. */
interface KindFacts {
  /** Its name among the counts of a JSON report. */
  readonly counter: string;
  readonly noun: string;
  readonly plural: string;
  /** The file names that say it. */
  readonly named: RegExp;
}

const kinds: Readonly<Record<Kind, KindFacts>> = {
  compose: {
    counter: "composeFiles",
    noun: "compose file",
    plural: "compose files",
    named: /^(?:.*[.-])?compose(?:[.-].*)?\.ya?ml$/i,
  },
  dockerfile: {
    counter: "dockerfiles",
    noun: "Dockerfile",
    plural: "Dockerfiles",
    named: /^(?:Dockerfile|Containerfile)(?:[.-].+)?$|.+\.(?:Dockerfile|Containerfile)$/i,
  },
  daemon: {
    counter: "daemonFiles",
    noun: "daemon.json",
    plural: "daemon.json files",
    // Also dockerd.json of a NAS, copies for another host, examples and templates.
    named:
      /^(?:[\w.-]*[._-])?(?:daemon|dockerd)(?:[._-][\w.-]*)?\.json(?:\.(?:j2|jinja2?|tmpl|tpl|template|gotmpl|erb|mustache|hbs|in|example|sample|dist|default|new))*$|^(?:docker[._-]?)?daemon\.(?:j2|jinja2?|tmpl|tpl|template|erb)$/,
  },
  unit: { counter: "unitFiles", noun: "dockerd unit", plural: "dockerd units", named: /^(?:docker|dockerd)(?:[@.-].*)?\.service$/ },
  "sub-ids": { counter: "subIdFiles", noun: "sub-id file", plural: "sub-id files", named: /^sub[ug]id$/ },
  inspect: {
    counter: "inspectFiles",
    noun: "docker inspect file",
    plural: "docker inspect files",
    named: /^docker-inspect(?:[.-].*)?\.json$|.+\.inspect\.json$/,
  },
  devcontainer: {
    counter: "devcontainerFiles",
    noun: "devcontainer.json",
    plural: "devcontainer.json files",
    named: /^\.?devcontainer\.json$|^devcontainer-feature\.json$/,
  },
  // These are recognized by what they hold.
  ansible: { counter: "ansibleFiles", noun: "Ansible file", plural: "Ansible files", named: /^$/ },
  "gitlab-runner": {
    counter: "gitlabRunnerFiles",
    noun: "configuration of GitLab runners",
    plural: "configurations of GitLab runners",
    named: /^$/,
  },
  documentation: {
    counter: "documentationFiles",
    noun: "page of documentation",
    plural: "pages of documentation",
    named: /^$/,
  },
  script: { counter: "scriptFiles", noun: "script", plural: "scripts", named: /^$/ },
  commands: { counter: "commandFiles", noun: "file with docker commands", plural: "files with docker commands", named: /^$/ },
};

/** How many files there are of every kind, with the words for it, in the order of the table; a kind that is not given has none. */
export function countFiles(counts: Readonly<Partial<Record<Kind, number>>>): (Omit<KindFacts, "named"> & { readonly count: number })[] {
  return (Object.keys(kinds) as Kind[]).map((kind) => {
    const { counter, noun, plural } = kinds[kind];
    return { counter, noun, plural, count: counts[kind] ?? 0 };
  });
}

/** What a file of a kind is called. */
export function nounOf(kind: Kind): string {
  return kinds[kind].noun;
}

/** Names that begin like a Dockerfile's and are a template, an ignore list, a copy, or prose. */
const noDockerfile =
  /^(?:Dockerfile|Containerfile)(?:[.-].*)?\.(?:dockerignore|license|lic|template|tmpl|tpl|j2|jinja2?|erb|m4|in|md|rst|txt|html|json|ya?ml|toml|orig|bak|rej|swp|patch|diff)$/i;
/** Source code about Dockerfiles; `Dockerfile.go` in capitals is the Dockerfile of something in Go. */
const source = /^(?:dockerfile|containerfile)(?:[.-].*)?\.(?:go|py|rb|rs|js|ts|mjs|java|kt|c|h|sh)$/;

/** What every path of a kind that is told by its name holds: most files of a repository have nothing of it. */
const held = /compose|docker|container|daemon|sub[ug]id|inspect/i;

/** Tells a file's kind from its name; undefined when the name says nothing. */
export function kindOf(path: string): Kind | undefined {
  if (!held.test(path)) return undefined;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (noDockerfile.test(name) || source.test(name)) return undefined;
  if (/(?:^|\/)docker\.service\.d\/[^/]+\.conf$/.test(path) || isEnvironmentFile(path)) return "unit";
  return (Object.keys(kinds) as Kind[]).find((kind) => kinds[kind].named.test(name));
}

/** Whether a path has the name under which dockerd reads its file. */
export function isDaemonJson(path: string): boolean {
  return /(?:^|\/)daemon\.json$/.test(path);
}

/** Whether a path is that of the variables for dockerd's init script or unit. */
export function isEnvironmentFile(path: string): boolean {
  return /(?:^|\/)(?:default|sysconfig)\/docker$/.test(path);
}

/** What Compose takes for a project when no file is named, in its order. */
export const composeNames: readonly string[] = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
/** What Compose lays over it, in its order. */
export const overrideNames: readonly string[] = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml",
];

/** Groups compose files into projects as `docker compose` would find them: a base and its override by directory; any other file is a project of its own. */
export function groupProjects(paths: readonly string[]): { files: string[] }[] {
  const directories = new Map<string, string[]>();
  for (const path of paths) {
    const slash = path.lastIndexOf("/") + 1;
    const names = directories.get(path.slice(0, slash)) ?? [];
    names.push(path.slice(slash));
    directories.set(path.slice(0, slash), names);
  }
  return [...directories].flatMap(([directory, names]) => {
    const base = composeNames.find((name) => names.includes(name));
    const override = base && overrideNames.find((name) => names.includes(name));
    const project = [base, override].filter((name) => name !== undefined);
    const rest = names.filter((name) => !project.includes(name)).map((name) => [name]);
    return [...(project.length > 0 ? [project] : []), ...rest].map((group) => ({ files: group.map((name) => directory + name) }));
  });
}
