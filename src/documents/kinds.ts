/** What a file declares, told from its path alone. */
export type Kind = "compose" | "dockerfile" | "daemon" | "unit" | "sub-ids";

const patterns: readonly (readonly [Kind, RegExp])[] = [
  ["compose", /^(?:.*[.-])?compose(?:[.-].*)?\.ya?ml$/i],
  ["dockerfile", /^(?:Dockerfile|Containerfile)(?:[.-].+)?$|.+\.(?:Dockerfile|Containerfile)$/i],
  ["daemon", /^daemon\.json$/],
  ["unit", /^(?:docker|dockerd)(?:[@.-].*)?\.service$/],
  ["sub-ids", /^sub[ug]id$/],
];

/** Names that begin like a Dockerfile's and are a template, an ignore list, a copy, or prose. */
const noDockerfile =
  /^(?:Dockerfile|Containerfile)(?:[.-].*)?\.(?:dockerignore|template|tmpl|tpl|j2|jinja2?|erb|m4|in|md|rst|txt|html|json|ya?ml|toml|orig|bak|rej|swp|patch|diff)$/i;
/** Source code about Dockerfiles; `Dockerfile.go` in capitals is the Dockerfile of something in Go. */
const source = /^(?:dockerfile|containerfile)(?:[.-].*)?\.(?:go|py|rb|rs|js|ts|mjs|java|kt|c|h|sh)$/;

/** Tells a file's kind from its name; undefined when the name says nothing. */
export function kindOf(path: string): Kind | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (noDockerfile.test(name) || source.test(name)) return undefined;
  if (/(?:^|\/)docker\.service\.d\/[^/]+\.conf$/.test(path)) return "unit";
  return patterns.find(([, pattern]) => pattern.test(name))?.[0];
}

/** What Compose takes for a project when no file is named, in its order. */
export const composeNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const overrideNames = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

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
