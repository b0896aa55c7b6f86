import { shellWord } from "../text/shell-word.js";
import { type Command, command, type HostOwner, quoted, shaped } from "./command.js";
import type { KnownPath } from "./known-path.js";

/** What dockerd allows as the name of a container, volume or network that is named by hand: moby, daemon/names. */
const objectName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
/** A name of an image with its tag, or an id. */
const imageName = /^[a-zA-Z0-9][\w.:/@-]*$/;
const unitName = /^[\w.@-]+\.service$/;
const serviceName = /^[a-z][a-z0-9_-]*$/;
/** What useradd takes as a name, and no option. */
const accountName = /^[a-z_][a-z0-9_-]*$/;

/** All words, or undefined when one of them does not have its shape, or the list is empty. */
function all(texts: readonly string[], shape: RegExp): { readonly word: string }[] | undefined {
  const words = texts.flatMap((text) => shaped(text, shape) ?? []);
  return words.length === 0 || words.length < texts.length ? undefined : words;
}

/** Saves images in one archive; undefined without images, or when one has a name that no engine gives. */
export function saveImages(archive: KnownPath, images: readonly string[]): Command | undefined {
  const words = all(images, imageName);
  return words && command("docker", "save", "--output", archive, ...words);
}

/** Loads an archive of images. */
export function loadImages(archive: KnownPath): Command {
  return command("docker", "load", "--input", archive);
}

/** Stops containers by their names; each has its own stop signal and time. */
export function stopContainers(names: readonly string[]): Command | undefined {
  const words = all(names, objectName);
  return words && command("docker", "stop", ...words);
}

/** Starts containers by their names, in that order. */
export function startContainers(names: readonly string[]): Command | undefined {
  const words = all(names, objectName);
  return words && command("docker", "start", ...words);
}

/** Puts a file in the place of another, with an owner and a mode; folders above it are made. */
export function putFile(from: KnownPath, to: KnownPath, { owner, mode }: { readonly owner: HostOwner; readonly mode: number }): Command {
  const bits = { word: mode.toString(8).padStart(4, "0") };
  return command("install", "-D", "-o", owner.uid, "-g", owner.gid, "-m", bits, from, to);
}

/** Removes one file. */
export function removeFile(file: KnownPath): Command {
  return command("rm", file);
}

/** Restarts a service of systemd. */
export function restartUnit(unit: string): Command | undefined {
  const word = shaped(unit, unitName);
  return word && command("systemctl", "restart", word);
}

/** Restarts a service that a script in /etc/init.d starts. */
export function restartService(name: string): Command | undefined {
  const word = shaped(name, serviceName);
  return word && command("service", word, "restart");
}

/** Runs a line that the user gave for restarting dockerd, with what they meant by it. */
export function runLine(line: string): Command | undefined {
  const word = quoted(line);
  return word && command("sh", "-c", word);
}

/** Makes sure that both sub-id files are there: usermod adds no range to a file that is not. */
export function touchSubIdFiles(): Command {
  return command("touch", { word: "/etc/subuid" }, { word: "/etc/subgid" });
}

/** Deletes a user that was made for the mapping; undefined for a name that no program would have made. */
export function deleteUser(name: string): Command | undefined {
  const word = shaped(name, accountName);
  return word && command("userdel", word);
}

/** Takes a range from `dockremap`, of users and of groups. */
export function takeRemapRange(start: number, count: number): Command {
  const range = `${start}-${start + count - 1}`;
  return command("usermod", `--del-subuids=${range}`, `--del-subgids=${range}`, "dockremap");
}

/** Makes a volume of the local driver with options and labels; undefined when something of it cannot be shown. */
export function createVolume(
  name: string,
  { options, labels }: { readonly options: ReadonlyMap<string, string>; readonly labels: ReadonlyMap<string, string> },
): Command | undefined {
  const word = shaped(name, objectName);
  const words = [
    ...[...options].map(([key, value]) => quoted(`${key}=${value}`, "--opt=")),
    ...[...labels].map(([key, value]) => quoted(`${key}=${value}`, "--label=")),
  ];
  const known = words.filter((each) => each !== undefined);
  return word && known.length === words.length ? command("docker", "volume", "create", ...known, word) : undefined;
}

/** Makes a network of the bridge driver with IPv4 subnets and their gateways. */
export function createBridgeNetwork(
  name: string,
  subnets: readonly { readonly subnet: string; readonly gateway: string | undefined }[],
): Command | undefined {
  const word = shaped(name, objectName);
  const words = subnets.flatMap(({ subnet, gateway }) => [
    shaped(`--subnet=${subnet}`, /^--subnet=(?:\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/),
    ...(gateway === undefined ? [] : [shaped(`--gateway=${gateway}`, /^--gateway=(?:\d{1,3}\.){3}\d{1,3}$/)]),
  ]);
  const known = words.filter((each) => each !== undefined);
  return word && known.length === words.length ? command("docker", "network", "create", ...known, word) : undefined;
}

/** Removes a network by its name, with its bridge. */
export function removeNetwork(name: string): Command | undefined {
  const word = shaped(name, objectName);
  return word && command("docker", "network", "rm", word);
}

/** Makes the containers of a compose project from its files, without starting them; undefined when its name or a path is not known. */
export function createProject(project: string, folder: KnownPath, files: readonly KnownPath[]): Command | undefined {
  const name = shaped(project, /^[a-z0-9][a-z0-9_-]*$/);
  if (!name || files.length === 0) return undefined;
  const words = files.flatMap((file) => ["--file", file] as const);
  return command("docker", "compose", "--project-name", name, "--project-directory", folder, ...words, "create");
}

/**
 * Copies what lies in a folder to another with owners, access lists and file capabilities shifted by the kernel: out of a mount with mapped ids, at an empty folder. It takes util-linux 2.39, Linux 5.12, and
 * a file system that can.
 */
export function copyShifted(
  from: KnownPath,
  to: KnownPath,
  at: KnownPath,
  maps: { readonly uids: readonly MappedIds[]; readonly gids: readonly MappedIds[] },
): readonly Command[] {
  const lines = [
    ...maps.uids.map(({ inside, start, count }) => `u:${inside}:${start}:${count}`),
    ...maps.gids.map(({ inside, start, count }) => `g:${inside}:${start}:${count}`),
  ];
  const options = { word: `'bind,ro,X-mount.idmap=${lines.join(" ")}'` };
  return [
    command("mkdir", "-p", at),
    command("mount", "-o", options, from, at),
    command("cp", "-a", "--reflink=auto", { word: `${shellWord(at)}/.` }, { word: `${shellWord(to)}/` }),
    command("umount", at),
  ];
}

/** So many ids of containers, and the host ids that they become. */
export interface MappedIds {
  readonly inside: number;
  readonly start: number;
  readonly count: number;
}

/** Asks doctor to hold the host to the plan in the folder that it runs in. */
export function runDoctor(): Command {
  return command("remap-ready", "doctor", { word: "." });
}
