import type { Workload } from "../model/workload.js";

/** Variables by which images learn whose ids to use: linuxserver.io, hotio, binhex, jlesage, Jupyter, Gitea, paperless-ngx and others. */
const idVariable =
  /^(?:PUID|PGID|(?:USERMAP|LOCAL|HOST|USER|APP|NB|RUN_AS|CONTAINER)_(?:UID|GID)|LOCAL_(?:USER|GROUP)_ID|(?:USER|GROUP)_ID|WWW(?:USER|GROUP))$/;

/** Whether images are known to take the variable of that name for an id. */
export function isIdVariable(name: string): boolean {
  return idVariable.test(name);
}

/** Whether the variable of that name is for a group. */
export function isGroupVariable(name: string): boolean {
  return /G(?:ID|ROUP)/.test(name);
}

/** The ids that a workload hands to its image by such variables; `unknown` where they are set, and not as numbers; undefined where none is set. */
export function idsFromEnvironment({ environment }: Workload): { readonly uid: number; readonly gid: number } | "unknown" | undefined {
  const set = [...environment].filter(([name]) => isIdVariable(name));
  if (set.length === 0) return undefined;
  if (!set.every(([, { value }]) => /^\d{1,10}$/.test(value ?? ""))) return "unknown";
  const idOf = (isGroup: boolean) => set.find(([name]) => isGroupVariable(name) === isGroup)?.[1].value;
  const [uid, gid] = [idOf(false), idOf(true)];
  return uid === undefined ? "unknown" : { uid: Number(uid), gid: Number(gid ?? uid) };
}
