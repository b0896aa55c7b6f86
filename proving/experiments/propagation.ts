import { type CommandSubject, container, type Experiment, type HostFile, works } from "./experiment.js";

const pool: HostFile = { path: "pool", kind: "directory", mode: 0o777 };
const below: HostFile = { path: "pool/below", kind: "directory", mode: 0o777 };
/** A container that mounts a file system below the bind, and what the host sees there. */
const mounts = (volume: string) =>
  container("mount -t tmpfs none /m/below && touch /m/below/inside && echo container sees $(ls /m/below)", {
    files: [pool, below],
    host: { Binds: [volume], CapAdd: ["SYS_ADMIN"], SecurityOpt: ["apparmor=unconfined"] },
    after: "echo host sees $(ls -A /after/pool/below | wc -l)",
  });
const mountsFromVolume = (options: string) =>
  container("mount -t tmpfs none /m/below && touch /m/below/inside && echo container sees $(ls /m/below)", {
    files: [pool, below],
    host: {
      Mounts: [
        {
          Type: "volume",
          Source: `${options.replaceAll(",", "-")}-$leg`,
          Target: "/m",
          VolumeOptions: { DriverConfig: { Name: "local", Options: { type: "none", o: options, device: "$dir/pool" } } },
        },
      ],
      CapAdd: ["SYS_ADMIN"],
      SecurityOpt: ["apparmor=unconfined"],
    },
    after: "echo host sees $(ls -A /after/pool/below | wc -l)",
  });
/** The host mounts a file system below the bind of a running container, and what the container sees there. */
const mountedByHost = (volume: string): CommandSubject => ({
  kind: "command",
  files: [pool, below],
  script: [
    `id=$(docker run -d $userns --network none -v ${volume} lab sleep 60)`,
    "trap 'docker rm -f $id >/dev/null; umount pool/below' EXIT",
    "mount -t tmpfs none pool/below && touch pool/below/outside",
    "echo container sees $(docker exec $id ls /m/below)",
  ].join("\n"),
});
const [seen, unseen] = [works("container sees inside", "host sees 1"), works("container sees inside", "host sees 0")];

/** Mounts that are made on one side of a bind, and whether the other side sees them. */
export const propagation: readonly Experiment[] = [
  {
    id: "mount-propagation/rshared",
    rule: "mount-propagation",
    construct: "`volumes: [./pool:/m:rshared]`, and a file system mounted below it by the container",
    subject: mounts("$dir/pool:/m:rshared"),
    expect: { baseline: seen, remapped: unseen, optedOut: seen },
  },
  {
    id: "mount-propagation/shared",
    rule: "mount-propagation",
    construct: "`bind: {propagation: shared}`, and a file system mounted below it by the container",
    subject: mounts("$dir/pool:/m:shared"),
    expect: { baseline: seen, remapped: unseen, optedOut: seen },
  },
  {
    id: "works/bind-without-propagation",
    construct: "`volumes: [./pool:/m]`: what the container mounts below it stays inside on every engine",
    subject: mounts("$dir/pool:/m"),
    expect: { baseline: unseen, remapped: unseen, optedOut: unseen },
  },
  {
    id: "works/volume-rshared",
    construct:
      '`driver_opts: {type: none, o: "bind,rshared", device: ./pool}`: what the container mounts below it stays inside on every engine',
    subject: mountsFromVolume("bind,rshared"),
    expect: { baseline: unseen, remapped: unseen, optedOut: unseen },
  },
  ...["rshared", "shared", "rslave", "slave"].map(
    (mode): Experiment => ({
      id: `works/bind-${mode}-from-host`,
      construct: `\`volumes: [./pool:/m:${mode}]\`, and a file system mounted below it by the host`,
      subject: mountedByHost(`$PWD/pool:/m:${mode}`),
      expect: {
        baseline: works("container sees outside"),
        remapped: works("container sees outside"),
        optedOut: works("container sees outside"),
      },
    }),
  ),
];
