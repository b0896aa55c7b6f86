import type { Located } from "../../text/location.js";
import type { ShellCommand } from "../image.js";
import { type CommandLine, partOf, readCommandLine, valuesOf } from "./options.js";

/** What a command does with an id: gives files to it, makes an account with it, or runs a program as it. */
export type IdUse = "own" | "define" | "switch";

/** A user or group that a command names, by number or by name. */
export interface UsedId {
  readonly kind: "user" | "group";
  readonly use: IdUse;
  readonly id: Located<string>;
  /** For `define`: the account that gets the id. A group id of a user account is its primary group. */
  readonly account?: { readonly kind: "user" | "group"; readonly name: string };
}

const words = (text: string) => text.split(" ");
const longAccountOptions =
  "--base-dir --comment --home-dir --home --expiredate --inactive --gid --groups --skel --key --password --prefix --root --shell --uid --selinux-user --login --new-name --ingroup --gecos --firstuid --lastuid --firstgid --lastgid --conf";
const accountOptions = (short: string) => words(`${short} ${longAccountOptions}`);

/** The users and groups a command names; a command that names none gives nothing. The caller distinguishes numbers from names. */
export function usedIds(command: ShellCommand): UsedId[] {
  const program = command.words[0]?.value ?? "";
  const read = readers.get(program.slice(program.lastIndexOf("/") + 1));
  return read ? read(command) : [];
}

/** Splits `user:group`, or `user.group` where both are numbers (a chown of old). */
export function splitOwner(owner: Located<string>, use: IdUse): UsedId[] {
  const { value } = owner;
  const dotted = /^\d+\.\d+$/.test(value);
  const colon = dotted ? value.indexOf(".") : value.indexOf(":");
  const found: UsedId[] = [];
  const user = colon < 0 ? owner : partOf(owner, 0, colon);
  if (user.value !== "") found.push({ kind: "user", use, id: user });
  if (colon >= 0 && colon + 1 < value.length) found.push({ kind: "group", use, id: partOf(owner, colon + 1) });
  return found;
}

type Reader = (command: ShellCommand) => UsedId[];

const as = (kind: UsedId["kind"], use: IdUse, ids: readonly Located<string>[], account?: UsedId["account"]): UsedId[] =>
  ids.flatMap((list) => splitList(list).map((id) => ({ kind, use, id, ...(account && { account }) })));

function splitList(list: Located<string>): Located<string>[] {
  if (!list.value.includes(",")) return [list];
  return [...list.value.matchAll(/[^,]+/g)].map((match) => partOf(list, match.index, match.index + match[0].length));
}

const first = ({ operands: [owner] }: CommandLine, use: IdUse): UsedId[] => (owner ? splitOwner(owner, use) : []);

/** A program that makes or changes an account; `operand` tells where the account's name stands. */
const account =
  (kind: UsedId["kind"], shortOptions: string, operand: "first" | "last"): Reader =>
  (command) => {
    const line = readCommandLine(command, accountOptions(shortOptions));
    const name = (operand === "first" ? line.operands[0] : line.operands.at(-1))?.value;
    const made = name === undefined ? undefined : { kind, name };
    const isUser = kind === "user";
    return [
      ...(isUser ? as("user", "define", valuesOf(line, "-u", "--uid"), made) : []),
      ...as("group", "define", valuesOf(line, ...(isUser && operand === "first" ? [] : ["-g"]), "--gid"), made),
    ];
  };

const switching =
  (user: readonly string[], group: readonly string[]): Reader =>
  (command) => {
    const line = readCommandLine(command, [...user, ...group]);
    return [...as("user", "switch", valuesOf(line, ...user)), ...as("group", "switch", valuesOf(line, ...group))];
  };

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    "chown",
    (command) =>
      command.words.some(({ value }) => value.startsWith("--reference")) ? [] : first(readCommandLine(command, ["--from"]), "own"),
  ],
  [
    "chgrp",
    (command) => {
      const [group] = command.words.some(({ value }) => value.startsWith("--reference")) ? [] : readCommandLine(command).operands;
      return group ? as("group", "own", [group]) : [];
    },
  ],
  [
    "install",
    (command) => {
      const line = readCommandLine(command, words("-o -g -m -t -S --owner --group --mode --target-directory --suffix"));
      return [...as("user", "own", valuesOf(line, "-o", "--owner")), ...as("group", "own", valuesOf(line, "-g", "--group"))];
    },
  ],
  ["rsync", (command) => valuesOf(readCommandLine(command), "--chown").flatMap((owner) => splitOwner(owner, "own"))],
  ["useradd", account("user", "-b -c -d -e -f -g -G -k -K -p -P -R -s -u -Z", "last")],
  ["usermod", account("user", "-c -d -e -f -g -G -l -p -P -R -s -u -v -V -w -W -Z", "last")],
  ["adduser", account("user", "-b -c -d -e -f -g -G -h -k -K -p -s -u", "first")],
  ["groupadd", account("group", "-g -K -p -P -R -U", "last")],
  ["groupmod", account("group", "-g -n -p -P -R", "last")],
  ["addgroup", account("group", "-g", "first")],
  // setuser is phusion/baseimage's.
  ...["gosu", "su-exec", "s6-setuidgid", "setuidgid", "setuser"].map((name): [string, Reader] => [
    name,
    (command) => first(readCommandLine({ ...command, words: command.words.slice(0, 2) }), "switch"),
  ]),
  ["s6-applyuidgid", switching(["-u"], ["-g", "-G"])],
  ["capsh", switching(["--user", "--uid"], ["--gid", "--groups"])],
  ["runuser", switching(["-u", "--user"], ["-g", "--group"])],
  [
    "start-stop-daemon",
    (command) =>
      valuesOf(
        readCommandLine(
          command,
          words(
            "-x -p -n -u -c -g -s -a -d -r -R -N -P -I -k --exec --pidfile --name --user --chuid --group --signal --startas --chdir --chroot --retry --nicelevel --procsched --iosched --umask",
          ),
        ),
        "-c",
        "--chuid",
      ).flatMap((owner) => splitOwner(owner, "switch")),
  ],
  ["setpriv", switching(["--reuid", "--ruid", "--euid"], ["--regid", "--rgid", "--egid", "--groups"])],
  ["chpst", (command) => valuesOf(readCommandLine(command, ["-u", "-U"]), "-u").flatMap((owner) => splitOwner(owner, "switch"))],
  ["chroot", (command) => valuesOf(readCommandLine(command), "--userspec").flatMap((owner) => splitOwner(owner, "switch"))],
]);
