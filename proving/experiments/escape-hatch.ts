import { conflict, container, type Experiment, fails, works } from "./experiment.js";

const volume = (name: string) => ({ Mounts: [{ Type: "volume", Source: `${name}-$leg`, Target: "/home/user" }] });
const user = { User: "1000:1000" };

/** What `userns_mode: host` costs on a remapped engine: each works on the baseline and under remap. */
export const escapeHatch: readonly Experiment[] = [
  conflict(
    "userns-host/no-mapping",
    "`userns_mode: host`: container root is host root",
    container("cat /proc/self/uid_map"),
    works("0 $base 65536"),
    { baseline: works("0 0 4294967295"), optedOut: works("0 0 4294967295") },
  ),
  conflict(
    "userns-host/image-owner",
    "`userns_mode: host`: the owner of the image's files",
    container("stat -c %u /etc/passwd"),
    works("0"),
    {
      baseline: works("0"),
      optedOut: works("$base"),
    },
  ),
  conflict(
    "setuid-under-userns-host/own-home",
    "`userns_mode: host`: uid 1000 writes its own home directory",
    container("touch /home/user/x", { config: user }),
    works(),
    {
      optedOut: fails("run", "permission denied"),
    },
  ),
  conflict(
    "userns-host/named-volume",
    "`userns_mode: host`: uid 1000 writes a named volume copied from its home directory",
    container("touch /home/user/x", { config: user, host: volume("home") }),
    works(),
    { optedOut: fails("run", "permission denied") },
  ),
  conflict(
    "userns-host/cap-drop-all",
    "`userns_mode: host` with `cap_drop: [ALL]`: root writes /etc",
    container("touch /etc/x", { host: { CapDrop: ["ALL"] } }),
    works(),
    {
      optedOut: fails("run", "permission denied"),
    },
  ),
  conflict(
    "userns-host/strict-owner",
    "`userns_mode: host`: a program that wants its configuration to be root's",
    container("test -O /etc/passwd"),
    works(),
    {
      optedOut: fails("run"),
    },
  ),
  conflict(
    "setuid-under-userns-host/by-user",
    "`userns_mode: host`: a setuid program of the image, run by uid 1000",
    container("/setuid-probe effective_ids", { config: user }),
    works("effective uid 0"),
    {
      baseline: works("effective uid 0"),
      optedOut: works("effective uid $base"),
    },
  ),
  conflict(
    "setuid-under-userns-host/by-root",
    "`userns_mode: host`: a setuid program of the image, run by root",
    container("/setuid-probe effective_ids"),
    works("effective uid 0"),
    {
      baseline: works("effective uid 0"),
      optedOut: works("effective uid $base"),
    },
  ),
  {
    id: "works/privileged-with-userns-host",
    construct: "`privileged: true` with `userns_mode: host`",
    subject: container("true", { host: { Privileged: true } }),
    expect: { baseline: works(), optedOut: works() },
  },
  {
    id: "opt-out-unguarded/create",
    rule: "opt-out-unguarded",
    construct: "`docker run --userns=host` on a remapped engine without an authorization plugin",
    subject: container("cat /proc/self/uid_map; cat /host/shadow >/dev/null && echo read", {
      host: { Binds: ["/etc/shadow:/host/shadow:ro"] },
    }),
    expect: { baseline: works("read"), remapped: fails("run", "permission denied"), optedOut: works("0 0 4294967295", "read") },
  },
  conflict(
    "userns-remap-off/host-root",
    "an engine without `userns-remap`: container root opens a root-only host file",
    container("cat $dir/f", { files: [{ path: "f", text: "secret", mode: 0o600 }], host: { Binds: ["$dir/f:$dir/f"] } }),
    fails("run", "permission denied"),
    { baseline: works("secret"), optedOut: works("secret") },
  ),
  conflict(
    "privileged-hook/create",
    "`pre_start: [{privileged: true}]`: Compose runs the hook in a container of its own and passes no `userns_mode`",
    container("true", { host: { Privileged: true, VolumesFrom: ["$peer"] }, peer: {} }),
    fails("create", "privileged mode is incompatible with user namespaces"),
  ),
];
