import type { SubjectMount } from "./subject.js";

/** A refusal that is what userns-remap is for: a path of the host that is kept to the host's own users. */
export interface Protected {
  readonly path: string;
  /** Whether reading it is kept to root, and not only writing it. */
  readonly isSecret: boolean;
}

/** Files that only root may read on common hosts: accounts, keys, and who may become root. */
const secret =
  /^\/(?:etc\/(?:g?shadow-?|sudoers(?:\.d)?|ssl\/private|ssh\/ssh_host_\w+_key)|root\/\.ssh|proc\/1|var\/lib\/(?:docker|containerd))(?:\/|$)/;
/** Folders that are the host itself. What a stack binds below them, as a project in `/root/stack`, is not. */
const system = /^\/(?:etc|root|boot|usr|bin|sbin|lib(?:32|64|x32)?|var|var\/lib)?$/;

/** What a refusal in a bind mount protects, from the path that the text names; undefined where the mount holds the stack's own data. */
export function protectedBy({ type, source, target }: SubjectMount, text: string): Protected | undefined {
  if (type !== "bind" || (!system.test(source) && !secret.test(source))) return undefined;
  const path = hostPathIn(text, source, target);
  return { path, isSecret: secret.test(path) };
}

/** The host's name of the path below a mount that a text names, else the mount's source. */
function hostPathIn(text: string, source: string, target: string): string {
  const at = text.indexOf(`${target}/`);
  const below = at < 0 ? "" : (/^(?:\/[\w.@%+-]+)+/.exec(text.slice(at + target.length))?.[0] ?? "");
  return below === "" ? source : `${source === "/" ? "" : source}${below.replace(/\.$/, "")}`;
}

/** Says that a refusal is the protection working, in one sentence without its period. */
export function saidOfProtection({ path, isSecret }: Protected): string {
  const whose = isSecret ? "which only the host's root may read" : "which the host keeps to its own users";
  return `userns-remap keeps the container out of \`${path}\`, ${whose}: this is the protection working`;
}
