import { type CommandSubject, type Experiment, fails, works } from "./experiment.js";

const denied = fails("run", "permission denied");

/** Containers one after the other, which share a volume: each is a `--userns`, the options of `docker run` and a script. */
function sharing(...containers: readonly (readonly [userns: "host" | "leg", options: string, script: string])[]): CommandSubject {
  const runs = containers.map(
    ([userns, options, script]) =>
      `docker run --rm --network none ${userns === "host" ? "--userns=host" : "$userns"} ${options} -v $volume:/m lab sh -c '${script}'`,
  );
  return {
    kind: "command",
    script: [
      "volume=shared-$(basename $(dirname $PWD))-$(basename $PWD)",
      "trap 'docker volume rm -f $volume >/dev/null' EXIT",
      "set -e",
      ...runs,
    ].join("\n"),
  };
}

/** What the engine keeps of a running container, looked for below its data root as it is without userns-remap, or as `docker info` says. */
function lookingFor(part: "containers" | "volumes", root: "$old" | "$root"): CommandSubject {
  const name = part === "containers" ? "$id" : "$volume";
  return {
    kind: "command",
    script: [
      "volume=kept-$(basename $(dirname $PWD))-$(basename $PWD)",
      "root=$(docker info -f '{{.DockerRootDir}}')",
      "old=$(echo $root | sed 's,/[0-9]*[.][0-9]*$,,')",
      "id=$(docker run -d --network none -v $volume:/m lab sh -c 'echo written >/m/file; sleep 60')",
      "trap 'docker rm -f $id >/dev/null; docker volume rm -f $volume >/dev/null' EXIT",
      `docker run --rm --network none $userns -v ${root}/${part}:/seen:ro lab ls /seen/${name}`,
    ].join("\n"),
  };
}

/** What a container in the host's user namespace and a remapped one are to each other, and where the engine keeps things. */
export const userNamespaces: readonly Experiment[] = [
  {
    id: "volume-across-user-namespaces/read",
    rule: "volume-across-user-namespaces",
    construct: "a named volume: a host-mode service writes a file `0600`, another service reads it",
    subject: sharing(["host", "", "umask 077; echo hidden >/m/key"], ["leg", "", "stat -c %u:%a /m/key; cat /m/key"]),
    expect: { baseline: works("0:600 hidden"), remapped: fails("run", "65534:600", "permission denied"), optedOut: works("0:600 hidden") },
  },
  {
    id: "volume-across-user-namespaces/append",
    rule: "volume-across-user-namespaces",
    construct: "a named volume: a host-mode service writes a file `0644`, another service appends to it",
    subject: sharing(["host", "", "echo one >/m/log"], ["leg", "", "echo two >>/m/log"]),
    expect: { baseline: works(), remapped: denied, optedOut: works() },
  },
  {
    id: "volume-across-user-namespaces/directory",
    rule: "volume-across-user-namespaces",
    construct: "a named volume: a host-mode service makes a directory, another service creates a file in it",
    subject: sharing(["host", "", "mkdir /m/live"], ["leg", "", "touch /m/live/x"]),
    expect: { baseline: works(), remapped: denied, optedOut: works() },
  },
  {
    id: "volume-across-user-namespaces/user",
    rule: "volume-across-user-namespaces",
    construct: "a named volume: uid 1000 of a service writes a file `0600`, uid 1000 of a host-mode service reads it",
    subject: sharing(
      ["leg", "", "mkdir /m/d && chown 1000:1000 /m/d"],
      ["leg", "--user 1000:1000", "umask 077; echo hidden >/m/d/key"],
      ["host", "--user 1000:1000", "cat /m/d/key"],
    ),
    expect: { baseline: works("hidden"), remapped: denied, optedOut: works("hidden") },
  },
  {
    id: "works/volume-read-by-host-root",
    construct: "a named volume: a service writes a file `0600`, root of a host-mode service reads it",
    subject: sharing(["leg", "", "umask 077; echo hidden >/m/key"], ["host", "", "cat /m/key"]),
    expect: { baseline: works("hidden"), remapped: works("hidden"), optedOut: works("hidden") },
  },
  {
    id: "works/volume-readable-across",
    construct: "a named volume: a host-mode service writes a file `0644`, another service reads it",
    subject: sharing(["host", "", "echo shown >/m/page"], ["leg", "", "cat /m/page"]),
    expect: { baseline: works("shown"), remapped: works("shown"), optedOut: works("shown") },
  },
  {
    id: "moved-data-root/containers",
    rule: "moved-data-root",
    construct: "a bind of `<data-root>/containers`: the folder of a running container in it",
    subject: lookingFor("containers", "$old"),
    expect: {
      baseline: works("<id>-json.log"),
      remapped: fails("run", "no such file or directory"),
      optedOut: fails("run", "no such file or directory"),
    },
  },
  {
    id: "moved-data-root/volumes",
    rule: "moved-data-root",
    construct: "a bind of `<data-root>/volumes`: the folder of a volume in it",
    subject: lookingFor("volumes", "$old"),
    expect: {
      baseline: works("_data"),
      remapped: fails("run", "no such file or directory"),
      optedOut: fails("run", "no such file or directory"),
    },
  },
  {
    id: "moved-data-root/new-containers",
    rule: "moved-data-root",
    construct: "a bind of `<data-root>/<uid>.<gid>/containers`: the folder of a running container in it",
    subject: lookingFor("containers", "$root"),
    expect: { remapped: denied, optedOut: works("<id>-json.log") },
  },
  {
    id: "moved-data-root/new-volumes",
    rule: "moved-data-root",
    construct: "a bind of `<data-root>/<uid>.<gid>/volumes`: the folder of a volume in it",
    subject: lookingFor("volumes", "$root"),
    expect: { remapped: denied, optedOut: works("_data") },
  },
];
