/** What makes containers of Docker and lint does not judge, tools with files of their own, templates, and copies that nobody uses: names that may hold it, bytes that it holds, and what its text says. */
const template = "(?:j2|jinja2?|tmpl|tpl|gotmpl|template|erb|mustache|hbs|m4|in)";
const compose = "(?:^|[/._-])(?:compose|stack)(?:[._-][\\w.-]*)?";

const tools: readonly { readonly named: RegExp; readonly holds: string; readonly says: RegExp; readonly what: string }[] = [
  {
    named: /\.ya?ml$/i,
    holds: "docker_",
    // What lies in a file of its own is judged there.
    says: /^[ \t]*(?:-[ \t]+)?["']?(?:[\w.]+\.)?docker_(?:stack|compose|compose_v2|service)["']?[ \t]*:(?:(?!^[ \t]*-[ \t])[\s\S]){0,2000}?^[ \t]+["']?(?:definition|compose)["']?[ \t]*:/m,
    what: "Ansible tasks that hold a compose project",
  },
  {
    named: new RegExp(`${compose}(?:\\.ya?ml)?\\.${template}$`, "i"),
    holds: "services",
    says: /^[ \t]*["']?services["']?[ \t]*:/m,
    what: "a template of a compose file",
  },
  {
    named: new RegExp(`${compose}\\.ya?ml(?:[.-](?:example|sample|dist|default))$`, "i"),
    holds: "services",
    says: /^["']?services["']?[ \t]*:/m,
    what: "an example of a compose file",
  },
  {
    named: new RegExp(`${compose}\\.ya?ml(?:[._-](?:bak|backup|old|orig|save|disabled|off)[\\w.-]*|~|\\.\\d+)$`, "i"),
    holds: "services",
    says: /^["']?services["']?[ \t]*:/m,
    what: "a backup of a compose file",
  },
  {
    named: new RegExp(`(?:^|/)(?:Dockerfile|Containerfile)[\\w.-]*\\.${template}$`),
    holds: "FROM",
    says: /^[ \t]*FROM[ \t]/m,
    what: "a template of a Dockerfile",
  },
  {
    named: new RegExp(`\\.(?:service|sh|bash)\\.${template}$`),
    holds: "docker",
    says: /\bdocker[ \t]+(?:container[ \t]+)?(?:run|create)\b/,
    what: "a template of commands that run containers",
  },
  {
    named: /(?:^|\/)(?:docker-)?bake[\w.-]*\.(?:hcl|json)$/,
    holds: "target",
    says: /["']?network["']?\s*[=:]\s*["']host["']|["'](?:network\.host|security\.insecure)["']/,
    what: "a bake file that asks for the host's network or for privileges",
  },
  {
    named: /\.tf$/,
    holds: "docker_",
    says: /^[ \t]*resource[ \t]+"docker_(?:container|service)"/m,
    what: "Terraform resources that run containers",
  },
  { named: /\.(?:nomad|hcl)$/, holds: "docker", says: /^[ \t]*driver[ \t]*=[ \t]*"docker"/m, what: "a Nomad job that runs containers" },
  { named: /\.nix$/, holds: "oci-containers", says: /\boci-containers\b/, what: "a NixOS module that runs containers" },
  { named: /\.pp$/, holds: "docker::", says: /^[ \t]*docker::(?:run|stack)\b/m, what: "a Puppet manifest that runs containers" },
];

/** Whether a file may make containers by another tool, by its name. */
export function mayDeclareElsewhere(path: string): boolean {
  return tools.some(({ named }) => named.test(path));
}

/** What makes containers in a file that lint does not judge, in words; undefined where nothing does. */
export function declaredElsewhere(bytes: Buffer, path: string): string | undefined {
  const possible = tools.filter(({ named, holds }) => named.test(path) && bytes.includes(holds));
  if (possible.length === 0) return undefined;
  const text = bytes.toString("utf8");
  return possible.find(({ says }) => says.test(text))?.what;
}
