import type { SourceFile } from "../text/source-file.js";

/** Kinds of files that declare or run containers, or stand beside those that do, and that lint does not judge. The first that fits counts: its name, and all of its texts. */
const strangers: readonly { readonly name?: RegExp; readonly texts?: readonly RegExp[]; readonly what: string; readonly hint?: string }[] =
  [
    { name: /^package(?:-lock)?\.json$/, what: "a package.json of npm" },
    { name: /^[jt]sconfig(?:\..*)?\.json$/, what: "a configuration of TypeScript" },
    {
      name: /^\.?devcontainer\.json$/,
      what: "a dev container",
      hint: "It names neither an image, a mount nor an option. Lint the compose file or the Dockerfile that it names.",
    },
    {
      texts: [/^\s*\{/],
      what: "a JSON file without a key of dockerd",
      hint: "A daemon.json has keys such as `userns-remap`, `data-root` or `log-driver`.",
    },
    {
      texts: [/^\[(?:Unit|Service|Socket|Timer|Container)\][ \t]*$/m],
      what: "a systemd unit that does not start dockerd",
      hint: "No `docker run` was found in it either.",
    },
    {
      texts: [/^["']?on["']?[ \t]*:/m, /^jobs[ \t]*:/m],
      what: "a workflow of GitHub Actions",
      hint: "Its `container:` and `services:` are not checked.",
    },
    { name: /^\.gitlab-ci\.ya?ml$/, what: "a pipeline of GitLab", hint: "Its `image:` and `services:` are not checked." },
    { texts: [/^apiVersion[ \t]*:/m, /^kind[ \t]*:/m], what: "a Kubernetes manifest" },
    {
      texts: [/^[ \t]*-[ \t]+(?:hosts|name)[ \t]*:/m],
      name: /\.ya?ml$/,
      what: "an Ansible playbook or task list",
      hint: "The containers that it starts are not checked.",
    },
    { texts: [/^#!.*\b(?:sh|bash|dash|zsh|python3?|perl|node)\b/], what: "a script", hint: "No `docker run` was found in it." },
    { name: /^(?:GNUm|M|m)akefile$|\.mk$/, what: "a makefile", hint: "No `docker run` was found in it." },
    { name: /\.(?:sh|bash)$/, what: "a shell script", hint: "No `docker run` was found in it." },
    {
      name: /\.(?:md|rst|txt|adoc)$/,
      what: "prose",
      hint: "With `--docs`, the commands and compose files that it shows in fenced blocks are checked.",
    },
  ];

/** What a file that is not judged looks like, as a phrase; undefined where it looks like nothing that is known. */
export function lookOf({ path, text }: SourceFile): string | undefined {
  return strangerLike(path, text)?.what;
}

function strangerLike(path: string, text: string): (typeof strangers)[number] | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const start = text.slice(0, 100_000);
  return strangers.find((each) => (each.name?.test(name) ?? true) && (each.texts ?? []).every((text) => text.test(start)));
}

/** Says of a file that was asked for why nothing in it can be judged: what it looks like, and what lint reads. */
export function describeUnjudged({ path, text }: SourceFile): string {
  const like = strangerLike(path, text);
  const looks = like
    ? `This looks like ${like.what}, which lint does not judge.${like.hint ? ` ${like.hint}` : ""}`
    : "The file declares nothing that lint judges.";
  return `${looks} Lint reads compose files (\`services:\`), Dockerfiles (\`FROM\`), daemon.json, units that start dockerd, \`docker run\` of scripts, makefiles, workflows and units, dev containers, Ansible tasks, configurations of GitLab runners, and sub-id files (\`name:start:count\`).`;
}
