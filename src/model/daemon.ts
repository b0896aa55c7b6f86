import type { Setting } from "../documents/daemon/daemon-json.js";
import { isMisspelledRemap } from "../documents/daemon/daemon-keys.js";
import type { Flag } from "../documents/daemon/unit.js";
import { isDaemonJson } from "../documents/kinds.js";
import type { Located, Location } from "../text/location.js";

/** A daemon.json as dockerd would read it, with the flags of the units that start it; or the flags alone. */
export interface Daemon {
  readonly path: string;
  readonly at: Location;
  /** `file`: a daemon.json. `unit`: only a systemd unit is there; it has no settings. `container`: a service of Docker in Docker starts it; neither has it. */
  readonly origin: "file" | "unit" | "container" | "script";
  /** Each key at the top level, in file order, duplicates included; values are plain JSON. */
  readonly settings: readonly Setting[];
  /** `features.*` entries, duplicates included. */
  readonly features: readonly Setting[];
  /** dockerd does not start with the file, because it is not JSON. */
  readonly isRefused?: true;
  /** The file is filled in before dockerd reads it: what it leaves open stays open, and of a key that it has twice, either may count. */
  readonly isTemplate?: true;
  /** Flags of the command lines in the same repository that start this daemon: of systemd units, or of the container. */
  readonly flags: readonly Flag[];
}

/** The user part of `userns-remap` and the group part, when there is one. */
export interface RemapValue {
  readonly user: string;
  readonly group?: string;
  /** Written as `default`: dockerd creates `dockremap` when it does not exist. */
  readonly isDefault: boolean;
}

/** The setting that counts: the last of its name, as Go's encoding/json leaves it (a later `null` changes nothing). */
export function settingOf(settings: readonly Setting[], key: string): Setting | undefined {
  const named = settings.filter((setting) => setting.key.value === key);
  return named.findLast(({ value }) => value.value !== null) ?? named.at(-1);
}

/** The flag that counts: the last of its name, as pflag takes it. One in a variable that nothing is known to expand does not count. */
export function flagOf({ flags }: Daemon, name: string): Flag | undefined {
  return flags.findLast((flag) => flag.name === name && flag.variable === undefined);
}

/** Flags of a name in variables of which it is unknown whether dockerd gets them. */
export function unsureFlags({ flags }: Daemon, name: string): (Flag & { readonly variable: string })[] {
  return flags.flatMap((flag) => (flag.name === name && flag.variable !== undefined ? [{ ...flag, variable: flag.variable }] : []));
}

/** Who reads a file with settings of dockerd: `dockerd` at its usual place, the engine of a `package` (a snap, a NAS) alone, or `unknown` for a template, an example or another name. */
export function readerOf({ path, origin, isTemplate }: Daemon): "dockerd" | "package" | "unknown" {
  if (origin !== "file") return "dockerd";
  if (/(?:^|\/)var\/(?:snap\/docker|packages\/[^/]+)\//.test(path)) return "package";
  return isDaemonJson(path) && !isTemplate ? "dockerd" : "unknown";
}

/** The absolute folder that `data-root` (`graph` in files and `-g` in command lines of old) names, without a slash at its end; undefined when none is named, or it is not known here. */
export function dataRootSetting(daemon: Daemon): Located<string> | undefined {
  const flag = flagOf(daemon, "data-root") ?? flagOf(daemon, "graph");
  const setting = settingOf(daemon.settings, "data-root") ?? settingOf(daemon.settings, "graph");
  const said = flag ?? (typeof setting?.value.value === "string" ? { value: setting.value.value, at: setting.value.at } : undefined);
  const path = said?.value.replace(/(?<=.)\/+$/, "");
  return said && path?.startsWith("/") && path !== "/" && !isTemplate(path) ? { value: path, at: said.at } : undefined;
}

/** What `userns-remap` is set to, by the file or by a flag, wherever it is a string; undefined when it is set nowhere. */
export function remapSetting(daemon: Daemon): Located<string> | undefined {
  const flag = flagOf(daemon, "userns-remap");
  if (flag) return { value: flag.value, at: flag.at };
  const setting = settingOf(daemon.settings, "userns-remap");
  return typeof setting?.value.value === "string" ? { value: setting.value.value, at: setting.value.at } : undefined;
}

/** The settings whose key looks like a misspelled `userns-remap`. */
export function misspelledRemaps({ settings }: Daemon): Setting[] {
  return settings.filter(({ key }) => isMisspelledRemap(key.value));
}

/** Splits a `userns-remap` value as parseRemappedRoot in dockerd does; undefined when dockerd refuses its shape. */
export function parseRemap(value: string): RemapValue | undefined {
  const parts = value.split(":");
  if (value === "" || parts.length > 2) return undefined;
  const [user, group] = parts as [string, string?];
  const isDefault = user === "default";
  return { user: isDefault ? "dockremap" : user, ...(group !== undefined && { group }), isDefault };
}

/** Whether a user part names root, which dockerd takes as "no mapping" while it still refuses what mapping refuses. */
export function isRoot(user: string): boolean {
  return user === "root" || /^[+-]?0+$/.test(user);
}

/** The value that turns mapping on for this daemon; undefined when mapping is off, whatever the reason. */
export function activeRemap(daemon: Daemon): { readonly setting: Located<string>; readonly remap: RemapValue } | undefined {
  const setting = remapSetting(daemon);
  const remap = setting && parseRemap(setting.value);
  return setting && remap && !isRoot(remap.user) ? { setting, remap } : undefined;
}

/** Whether a value holds a placeholder of a template (`{{ }}`, `${ }`, `<% %>`), so that nothing can be said of it. */
export function isTemplate(value: string): boolean {
  return /\{\{|\$\{|\$\(|<%|@[A-Za-z_]\w*@|\$[A-Za-z_]/.test(value);
}
