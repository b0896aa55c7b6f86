import {
  type ComposeSubject,
  conflict,
  container,
  difference,
  type Experiment,
  fails,
  type HostFile,
  harmless,
  since,
  works,
} from "./experiment.js";

const denied = fails("run", "permission denied");
const volume = (name: string, rest: Readonly<Record<string, unknown>> = {}) => ({
  Mounts: [{ Type: "volume", Source: `${name}-$leg`, Target: "/m", ...rest }],
});
const local = (options: Readonly<Record<string, string>>) => ({ VolumeOptions: { DriverConfig: { Name: "local", Options: options } } });
const privateFile: readonly HostFile[] = [{ path: "secret.txt", text: "hidden", mode: 0o600 }];
const publicFile: readonly HostFile[] = [{ path: "secret.txt", text: "shown", mode: 0o644 }];

function compose(body: string, rest: Omit<ComposeSubject, "kind" | "yaml" | "service"> = {}): ComposeSubject {
  return { kind: "compose", service: "web", yaml: `services:\n  web:\n    image: lab\n    network_mode: none\n${body}`, ...rest };
}

/** Volumes, secrets and configs. */
export const storage: readonly Experiment[] = [
  harmless(
    "volume-named",
    "a named volume, written by container root",
    container("touch /m/x && chown 1000 /m/x && stat -c %u /m", { host: volume("fresh") }),
    {
      remapped: works("0"),
      optedOut: works("$base"),
    },
  ),
  harmless(
    "volume-copied",
    "a named volume copied from an image directory of uid 1000, written by uid 1000",
    container("touch /home/user/x && stat -c %u /home/user", {
      config: { User: "1000:1000" },
      host: { Mounts: [{ Type: "volume", Source: "copied-$leg", Target: "/home/user" }] },
    }),
    { remapped: works("1000"), optedOut: denied },
  ),
  harmless(
    "volume-chown",
    "an entrypoint that does `chown -R 999` on a named volume",
    container("chown -R 999 /m && stat -c %u /m", { host: volume("chowned") }),
    { remapped: works("999") },
  ),
  harmless("volume-anonymous", "an anonymous volume", container("touch /m/x", { config: { Volumes: { "/m": {} } } })),
  harmless(
    "volume-nocopy",
    "`volume: {nocopy: true}`",
    container("touch /m/x", { host: volume("nocopy", { VolumeOptions: { NoCopy: true } }) }),
  ),
  harmless(
    "volumes-from",
    "`volumes_from: [x]`",
    container("cat /m/x", { host: { VolumesFrom: ["$peer"] }, peer: { host: volume("from"), run: "echo shared >/m/x; sleep 60" } }),
    {
      remapped: works("shared"),
    },
  ),
  conflict(
    "volume-driver/bind",
    "`driver_opts: {type: none, o: bind, device: ./d}` of a directory `root 0755` with files",
    container("touch /m/x", {
      files: [
        { path: "d", kind: "directory", mode: 0o755 },
        { path: "d/f", text: "x", mode: 0o644 },
      ],
      host: volume("bound", local({ type: "none", o: "bind", device: "$dir/d" })),
    }),
    denied,
  ),
  difference(
    "volume-bind-empty",
    "`driver_opts: {type: none, o: bind, device: ./d}` of an empty directory: the host directory is given to the image's owner",
    container("touch /home/user/x && stat -c %u /home/user", {
      files: [{ path: "d", kind: "directory", mode: 0o755 }],
      host: {
        Mounts: [{ Type: "volume", Source: "empty-$leg", Target: "/home/user", ...local({ type: "none", o: "bind", device: "$dir/d" }) }],
      },
      after: "stat -c %u /after/d",
    }),
    { baseline: works("1000 1000"), remapped: works("1000 $mapped1000") },
  ),
  conflict(
    "volume-driver/tmpfs-uid",
    '`driver_opts: {type: tmpfs, o: "uid=1000,mode=700"}`, written by uid 1000',
    container("touch /m/x", {
      config: { User: "1000:1000" },
      host: volume("tmpfs", local({ type: "tmpfs", device: "tmpfs", o: "uid=1000,mode=700" })),
    }),
    denied,
  ),
  conflict(
    "secret-file-mode/secret",
    "`secrets: {s: {file: ./secret.txt}}`, the file 0600 on the host",
    compose("    secrets: [s]\n    command: [cat, /run/secrets/s]\nsecrets:\n  s: {file: ./secret.txt}\n", { files: privateFile }),
    denied,
    { baseline: works("hidden"), optedOut: works("hidden") },
  ),
  conflict(
    "secret-file-mode/config",
    "`configs: {c: {file: ./secret.txt}}`, the file 0600 on the host",
    compose("    configs: [c]\n    command: [cat, /c]\nconfigs:\n  c: {file: ./secret.txt}\n", { files: privateFile }),
    denied,
    { baseline: works("hidden"), optedOut: works("hidden") },
  ),
  harmless(
    "secret-readable",
    "`secrets: {s: {file: ./secret.txt}}`, the file 0644",
    compose("    secrets: [s]\n    command: [cat, /run/secrets/s]\nsecrets:\n  s: {file: ./secret.txt}\n", { files: publicFile }),
    {
      remapped: works("shown"),
    },
  ),
  harmless(
    "secret-environment",
    "`secrets: {s: {environment: TOKEN}}`: copied in",
    compose("    secrets: [s]\n    command: [cat, /run/secrets/s]\nsecrets:\n  s: {environment: TOKEN}\n", { env: { TOKEN: "copied" } }),
    {
      remapped: works("copied"),
    },
  ),
  harmless(
    "config-content",
    "`configs: {c: {content: …}}`: copied in",
    compose("    configs: [c]\n    command: [cat, /c]\nconfigs:\n  c: {content: copied}\n"),
    { remapped: works("copied") },
  ),
  {
    id: "secret-file-mode/injected-owner",
    rule: "secret-file-mode",
    construct:
      '`secrets: [{source: s, uid: "1000", gid: "1000", mode: 0400}]` of `environment: TOKEN`, read by `user: user`, who is uid 1000',
    subject: compose(
      '    user: user\n    secrets: [{source: s, uid: "1000", gid: "1000", mode: 0400}]\n    command: [sh, -c, "stat -c %u /run/secrets/s; cat /run/secrets/s"]\nsecrets:\n  s: {environment: TOKEN}\n',
      { env: { TOKEN: "copied" } },
    ),
    // Engine 20.10 asks getent for the user, which the lab does not have.
    expect: {
      baseline: since({ 26: works("1000 copied") }),
      remapped: since({ 26: fails("run", "65534", "permission denied"), 29: works("1000 copied") }),
      optedOut: since({ 26: works("1000 copied"), 29: fails("run", "$mapped1000", "permission denied") }),
    },
  },
  harmless(
    "profile-off",
    "a service behind a profile that is off",
    { ...compose("    command: [echo, up]\n  other:\n    image: lab\n    privileged: true\n    profiles: [debug]\n") },
    { remapped: works("up") },
  ),
  {
    id: "ignored-by-swarm/stack-deploy",
    rule: "ignored-by-swarm",
    construct: "`userns_mode: host` in a file given to `docker stack deploy`",
    subject: {
      kind: "command",
      script: [
        "docker swarm init --advertise-addr 127.0.0.1 >/dev/null",
        "trap 'docker swarm leave --force >/dev/null 2>&1' EXIT",
        'printf \'version: "3.8"\\nservices:\\n  web:\\n    image: lab\\n    userns_mode: host\\n    command: ["sleep", "60"]\\n\' >stack.yml',
        "docker stack deploy --resolve-image never --detach=true -c stack.yml lab 2>&1 | grep Ignoring",
        'for i in $(seq 100); do id=$(docker ps -q --filter label=com.docker.stack.namespace=lab); if [ -n "$id" ]; then break; fi; sleep 0.1; done',
        "docker exec $id cat /proc/self/uid_map",
        "docker stack rm lab >/dev/null 2>&1",
      ].join("\n"),
    },
    expect: {
      baseline: works("Ignoring unsupported options: userns_mode"),
      remapped: works("Ignoring unsupported options: userns_mode", "0 $base 65536"),
    },
  },
];
