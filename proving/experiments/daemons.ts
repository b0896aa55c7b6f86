import type { RuleId } from "../../src/rules/index.js";
import { type DaemonSubject, type Expected, type Experiment, fails, since, works } from "./experiment.js";

const remapBob = { "userns-remap": "bob" };
const bob = { users: { bob: 1500 }, groups: { bob: 1500 } };
const uidMap = "cat /proc/self/uid_map";
const files = (subuid: string, subgid = subuid) => ({ ...bob, subuid, subgid });

function daemon(
  id: `${RuleId | "works"}/${string}`,
  construct: string,
  settings: DaemonSubject["settings"],
  remapped: Expected,
  rest: Omit<DaemonSubject, "kind" | "settings"> = {},
  rule = id.split("/")[0] as RuleId | "works",
): Experiment {
  return {
    id,
    ...(rule !== "works" && { rule }),
    construct,
    subject: { kind: "daemon", settings, ...files("bob:200000:65536\n"), ...rest },
    expect: { remapped },
  };
}

const value = (word: string, id: string, expected: Expected, rest: Omit<DaemonSubject, "kind" | "settings"> = {}) =>
  daemon(`userns-remap-value/${id}`, `\`{"userns-remap": ${word}}\``, `{"userns-remap": ${word}}`, expected, rest);
const range = (lines: string, id: string, construct: string, expected: Expected, rest: Omit<DaemonSubject, "kind" | "settings"> = {}) =>
  daemon(`sub-id-range/${id}`, construct, remapBob, expected, { ...files(lines), run: uidMap, ...rest });
const on = works("name=userns", "/200000.200000");
const off = works("no user namespaces");
const noUser = (name: string) => fails("daemon", `Error during uid lookup for "${name}"`);

/** daemon.json: the value of `userns-remap` and what goes with it. */
export const daemonValues: readonly Experiment[] = [
  daemon("works/daemon-user", "`userns-remap` of a user with a range in both files", remapBob, on, { run: uidMap }),
  daemon(
    "works/daemon-default",
    '`{"userns-remap": "default"}`: makes the user dockremap and its range',
    { "userns-remap": "default" },
    works("name=userns"),
    { prepare: "sed -i /^dockremap:/d /etc/passwd /etc/group /etc/shadow /etc/gshadow 2>/dev/null || true" },
  ),
  daemon("works/daemon-uid", "`userns-remap` of a numeric uid", { "userns-remap": "1500" }, on),
  daemon(
    "works/daemon-user-group",
    "`userns-remap` of user:group, the ranges under the user's name in both files",
    { "userns-remap": "bob:staff" },
    on,
  ),
  daemon("works/daemon-range-by-uid", "sub-id lines that name the uid", remapBob, on, files("1500:200000:65536\n")),
  daemon("works/daemon-live-restore", "`live-restore: true`", { ...remapBob, "live-restore": true }, on),
  daemon("works/daemon-no-new-privileges", "`no-new-privileges: true`", { ...remapBob, "no-new-privileges": true }, on),
  daemon("works/daemon-vfs", '`"storage-driver": "vfs"`', { ...remapBob, "storage-driver": "vfs" }, on),
  daemon("works/daemon-ipc-shareable", '`"default-ipc-mode": "shareable"`', { ...remapBob, "default-ipc-mode": "shareable" }, on),
  daemon("works/daemon-cgroupns", '`"default-cgroupns-mode": "host"`', { ...remapBob, "default-cgroupns-mode": "host" }, on),
  daemon("works/daemon-flag-only", "`dockerd --userns-remap=bob` without the key", {}, on, { flags: ["--userns-remap=bob"] }),
  value('"always"', "always", noUser("always")),
  value('"host"', "host", noUser("host")),
  value('"nosuchuser"', "unknown-user", noUser("nosuchuser")),
  value('"bob "', "trailing-space", noUser("bob ")),
  value('"a:b:c"', "two-colons", fails("daemon", 'Invalid user/group specification in --userns-remap: "a:b:c"')),
  value('"200000:65536"', "a-range", fails("daemon", "Uid 200000 has no entry in /etc/passwd")),
  value("true", "boolean", fails("daemon", "cannot unmarshal bool")),
  value("1500", "number", fails("daemon", "cannot unmarshal number")),
  value('["bob"]', "list", fails("daemon", "cannot unmarshal array")),
  value('"root"', "root", off),
  value('"0"', "zero", off),
  value('"0:0"', "zero-zero", off),
  value('""', "empty", off),
  value("null", "null", off),
  value('"nogroup-user"', "user-without-group", fails("daemon", 'Error during gid lookup for "nogroup-user"'), {
    users: { "nogroup-user": 1501 },
  }),
  daemon("userns-remap-value/duplicate-key", "the key twice, the last one empty", '{"userns-remap": "bob", "userns-remap": ""}', off),
  daemon(
    "userns-remap-value/misspelt",
    '`{"userns_remap": "bob"}`',
    { userns_remap: "bob" },
    fails("daemon", "don't match any configuration option: userns_remap"),
  ),
  daemon(
    "userns-remap-value/camel-case",
    '`{"usernsRemap": "bob"}`',
    { usernsRemap: "bob" },
    fails("daemon", "don't match any configuration option: usernsRemap"),
  ),
  daemon(
    "userns-remap-value/trailing-comma",
    "a trailing comma in daemon.json",
    '{"userns-remap": "bob",}',
    fails("daemon", "invalid character '}'"),
  ),
  daemon(
    "userns-remap-value/comment",
    "a comment in daemon.json",
    '{"userns-remap": "bob" /* x */}',
    fails("daemon", "invalid character '/'"),
  ),
  daemon(
    "flag-and-file/same-value",
    "`--userns-remap=bob` and the key in daemon.json",
    remapBob,
    fails("daemon", "specified both as a flag and in the configuration file: userns-remap"),
    { flags: ["--userns-remap=bob"] },
  ),
  daemon(
    "flag-and-file/empty-flag",
    "`--userns-remap=` and the key in daemon.json",
    remapBob,
    fails("daemon", "specified both as a flag and in the configuration file: userns-remap"),
    { flags: ["--userns-remap="] },
  ),
  daemon(
    "default-ipc-mode/host",
    '`{"default-ipc-mode": "host"}`',
    { ...remapBob, "default-ipc-mode": "host" },
    fails("daemon", 'IPC mode "host" is not supported as default value'),
  ),
  daemon(
    "data-root-access/private-parent",
    "`data-root` below a directory 0700",
    { ...remapBob, "data-root": "$private/data" },
    fails("daemon", "restricts access to the remapped root uid/gid"),
  ),
  daemon(
    "containerd-image-store/setuid",
    '`{"features": {"containerd-snapshotter": true}}`: setuid bits are lost',
    { ...remapBob, features: { "containerd-snapshotter": true } },
    since({ 26: works("name=userns", "plain"), 29: fails("daemon", "containerd-snapshotter is explicitly enabled") }),
    { run: "if test -u /setuid-probe; then echo setuid; else echo plain; fi" },
  ),
  ...["overlayfs", "native"].flatMap((driver) => [
    daemon(
      `containerd-image-store/${driver}`,
      `\`{"storage-driver": "${driver}"}\` with userns-remap`,
      { ...remapBob, "storage-driver": driver },
      since({ 29: fails("daemon", `"${driver}" is not registered`) }),
    ),
    daemon(
      `works/daemon-${driver}-alone`,
      `\`{"storage-driver": "${driver}"}\` without userns-remap`,
      { "storage-driver": driver },
      since({ 29: works("no user namespaces") }),
    ),
  ]),
  daemon("userns-remap-off/no-key", "a daemon.json without `userns-remap`", {}, works("no user namespaces", "0 0 4294967295"), {
    run: uidMap,
  }),
];

/** The same as something that works and that no rule speaks of. */
function quiet(id: string, { rule: _, ...experiment }: Experiment): Experiment {
  return { ...experiment, id: `works/${id}` };
}

/** /etc/subuid and /etc/subgid. */
export const subIds: readonly Experiment[] = [
  range("bob:200000:65536\n", "absent-in-subgid", "a line in subuid only", fails("daemon", "ranges found for user"), { subgid: "" }),
  range("", "absent", "no line in either file", fails("daemon", 'no subuid ranges found for user "bob"')),
  range("staff:200000:65536\n", "group-name", "a line under the group's name", fails("daemon", 'no subuid ranges found for user "bob"')),
  range(
    "bob:200000\n",
    "two-fields",
    "`bob:200000`, the size missing",
    since({ 20: fails("daemon", "Format not correct"), 28: fails("daemon", "restricts access to the remapped root") }),
  ),
  range(
    "bob:abc:65536\n",
    "not-a-number",
    "`bob:abc:65536` in both files: container root becomes host root",
    since({ 20: fails("daemon", "String to int conversion failed"), 28: off }),
    {},
  ),
  daemon(
    "sub-id-range/not-a-number-in-subuid",
    "`bob:abc:65536` in subuid only: container root is host uid 0 while `docker info` says `name=userns`",
    remapBob,
    since({ 20: fails("daemon", "String to int conversion failed"), 28: works("name=userns", "/0.200000", "0 0 65536") }),
    { ...bob, subuid: "bob:abc:65536\n", subgid: "bob:200000:65536\n", run: uidMap },
  ),
  range(
    "garbage\nbob:200000:65536\n",
    "malformed-other-line",
    "a malformed line of someone else",
    since({ 20: fails("daemon", "Format not correct"), 28: on }),
  ),
  range("bob:0:65536\n", "starts-at-zero", "`bob:0:65536`: the mapping is off", works("no user namespaces")),
  range("bob:200000:0\n", "size-zero", "`bob:200000:0`", fails("daemon")),
  range(
    "bob:200000:1000\n",
    "too-small",
    "`bob:200000:1000`: an image with uid 1000 does not load",
    fails("load", "container ID 1000 cannot be mapped to a host ID"),
  ),
  range(
    "bob:200000:65536\nbob:230000:65536\n",
    "overlap",
    "two lines of the user that overlap: no container starts",
    fails("start", "can't get final child's PID from pipe: EOF"),
  ),
  range(
    "bob:4294960000:65536\n",
    "past-the-end",
    "a range past 4294967295: no container starts",
    fails("start", "can't get final child's PID from pipe: EOF"),
  ),
  range(
    Array.from({ length: 400 }, (_, index) => `bob:${201_000 + index * 1000}:500\n`).join(""),
    "too-many-lines",
    "400 lines: no container starts",
    fails("start", "can't get final child's PID from pipe: EOF"),
  ),
  range(
    "alice:200000:65536\nbob:200000:65536\n",
    "shared-with-other-user",
    "the same range for two users: silently accepted",
    works("name=userns", "0 200000 65536"),
  ),
  range("bob:1000:65536\n", "overlaps-real-ids", "a range that starts at 1000: silently accepted", works("name=userns", "0 1000 65536")),
  quiet("sub-id-large-range", range("bob:200000:1000000\n", "large", "`bob:200000:1000000`", works("0 200000 1000000"))),
  quiet(
    "sub-id-fifty-ranges",
    range(
      Array.from({ length: 50 }, (_, index) => `bob:${200_000 + index * 10_000}:5000\n`).join(""),
      "many",
      "50 lines of one user",
      works("name=userns", "245000 690000 5000"),
    ),
  ),
  quiet(
    "sub-id-order",
    range(
      "bob:300000:1000\nbob:200000:65536\n",
      "order",
      "lines out of order: kept in the order of the file",
      works("0 300000 1000", "1000 200000 65536"),
    ),
  ),
  quiet("sub-id-spaces", range(" bob:200000:65536 \n", "spaces", "spaces around a line", on)),
];
