import { conflict, container, type Experiment, fails, harmless, since, works } from "./experiment.js";

const unmappedUser = since({
  20: fails("start", "cannot set uid to unmapped user in user namespace"),
  28: fails("start", "cannot setuid to unmapped uid"),
});
const unmappedBoth = since({
  20: fails("start", "cannot set uid to unmapped user in user namespace"),
  28: fails("start", "setgroups: invalid argument"),
});
const unmappedGroup = since({
  20: fails("start", "cannot set gid to unmapped user in user namespace"),
  28: fails("start", "setgroups: invalid argument"),
});
const unmappedLayer = fails("load", "container ID 70000 cannot be mapped to a host ID");
const id = container("id -u");
const as = (user: string) => container("id -u", { config: { User: user } });
const file = (uid: number, gid: number) => [{ path: "f", text: "x", uid, gid }];

/** User and group ids inside and outside the mapped range of 65536. */
export const ids: readonly Experiment[] = [
  conflict("id-out-of-range/user-65536", '`user: "65536"`', as("65536"), unmappedUser),
  conflict("id-out-of-range/user-70000", '`user: "70000"`, a name of the image with gid 70000', as("70000"), unmappedBoth),
  conflict("id-out-of-range/user-100000", '`user: "100000"`', as("100000"), unmappedUser),
  conflict("id-out-of-range/user-max", '`user: "2147483647"`', as("2147483647"), unmappedUser),
  conflict("id-out-of-range/group", '`user: "1000:70000"`', as("1000:70000"), unmappedGroup),
  conflict("id-out-of-range/user-by-name", "`user: high`, uid 70000 in the image's /etc/passwd", as("high"), unmappedBoth),
  conflict(
    "id-out-of-range/group-add",
    '`group_add: ["70000"]`',
    container("id -G", { host: { GroupAdd: ["70000"] } }),
    since({ 20: fails("start", "invalid argument") }),
  ),
  conflict(
    "id-out-of-range/tmpfs-uid",
    '`tmpfs: ["/t:uid=70000"]`',
    container("stat -c %u /t", { host: { Tmpfs: { "/t": "uid=70000" } } }),
    fails("start", "invalid argument"),
  ),
  conflict(
    "id-out-of-range/volume-carried-over",
    "a volume that holds a file of uid 70000, copied into one of the engine",
    {
      kind: "command",
      files: [
        { path: "m", kind: "directory", mode: 0o755 },
        { path: "m/f", text: "x", mode: 0o644, uid: 70000 },
      ],
      script: [
        "set -e",
        "volume=carried-$(basename $(dirname $PWD))-$(basename $PWD)",
        "trap 'docker rm -f $id >/dev/null; docker volume rm -f $volume >/dev/null' EXIT",
        "id=$(docker create $userns -v $volume:/m lab true)",
        "tar --numeric-owner -cf - m | docker cp - $id:/",
        "docker run --rm --network none $userns -v $volume:/m lab stat -c owner=%u /m/f",
      ].join("\n"),
    },
    fails("run", "container ID 70000 cannot be mapped to a host ID"),
    // The engine maps the ids of what it copies whatever user namespace the container is in.
    { baseline: works("owner=70000"), optedOut: fails("run", "container ID 70000 cannot be mapped to a host ID") },
  ),
  conflict(
    "id-out-of-range/exec-user",
    "`docker exec --user 70000`",
    container("sleep 60", { exec: { User: "70000", Cmd: ["id", "-u"] } }),
    fails("run", "unable to start container process"),
  ),
  conflict(
    "id-out-of-range/chown-at-run",
    "`chown 70000 file` in an entrypoint",
    container("touch /f && chown 70000 /f"),
    fails("run", "chown: /f: Invalid argument"),
  ),
  conflict(
    "id-out-of-range/setuid-at-run",
    "dropping to uid 70000 in an entrypoint (gosu, setpriv, su-exec)",
    container("/probe setuid_70000"),
    works("setuid_70000: Invalid argument"),
    { baseline: works("setuid_70000: ok"), optedOut: works("setuid_70000: ok") },
  ),
  conflict(
    "id-out-of-range/layer-uid-65536",
    "an image layer with a file of uid 65536",
    { kind: "image", layer: file(65536, 0), run: "stat -c %u /f" },
    fails("load", "container ID 65536 cannot be mapped to a host ID"),
    { optedOut: fails("load", "container ID 65536 cannot be mapped to a host ID") },
  ),
  conflict(
    "id-out-of-range/layer-uid-70000",
    "an image layer with a file of uid 70000",
    { kind: "image", layer: file(70000, 0), run: "stat -c %u /f" },
    unmappedLayer,
    { optedOut: unmappedLayer },
  ),
  conflict(
    "id-out-of-range/layer-gid-70000",
    "an image layer with a file of gid 70000",
    { kind: "image", layer: file(0, 70000), run: "stat -c %g /f" },
    unmappedLayer,
    { optedOut: unmappedLayer },
  ),
  conflict(
    "id-out-of-range/layer-uid-overwritten",
    "a file of uid 70000 that a later layer replaces",
    { kind: "image", layer: file(70000, 0), upper: file(0, 0), run: "stat -c %u /f" },
    unmappedLayer,
    { optedOut: unmappedLayer },
  ),
  conflict(
    "id-out-of-range/image-user",
    "an image whose `USER` is 70000",
    { kind: "image", layer: file(0, 0), config: { User: "70000" }, run: "id -u" },
    unmappedBoth,
  ),
  harmless("user-root", '`user: "0"`', as("0"), { remapped: works("0") }),
  harmless("user-1000", '`user: "1000:1000"`', as("1000:1000"), { remapped: works("1000") }),
  harmless("user-nobody", "`user: nobody`", as("nobody"), { remapped: works("65534") }),
  harmless("user-65535", '`user: "65535"`, the last id of the range', as("65535"), { remapped: works("65535") }),
  harmless("user-absent", "no `user:`", id, { remapped: works("0") }),
  harmless("group-add-inside", '`group_add: ["44"]` inside the range', container("id -G", { host: { GroupAdd: ["44"] } }), {
    remapped: works("44"),
  }),
  harmless(
    "layer-uid-65535",
    "an image layer with a file of uid 65535",
    { kind: "image", layer: file(65535, 65535), run: "stat -c %u /f" },
    {
      remapped: works("65535"),
      optedOut: works("$last"),
    },
  ),
  harmless("layer-device-nodes", "an image layer with a character device", {
    kind: "image",
    layer: [{ path: "node", kind: "character-device", device: [1, 3], mode: 0o666 }],
    run: "test -c /node",
  }),
  harmless("layer-block-device", "an image layer with a block device", {
    kind: "image",
    layer: [{ path: "node", kind: "block-device", device: [7, 0], mode: 0o600 }],
    run: "test -b /node",
  }),
  harmless(
    "tmpfs-uid",
    '`tmpfs: ["/t:uid=1000,gid=1000,mode=700"]`',
    container("touch /t/x && stat -c %u /t", { config: { User: "1000:1000" }, host: { Tmpfs: { "/t": "uid=1000,gid=1000,mode=700" } } }),
    { remapped: works("1000") },
  ),
  harmless("chown-inside", "`chown 1000 file` in an entrypoint", container("touch /f && chown 1000:1000 /f && stat -c %u /f"), {
    remapped: works("1000"),
  }),
  harmless("exec-user", "`docker exec --user 1000`", container("sleep 60", { exec: { User: "1000", Cmd: ["id", "-u"] } }), {
    remapped: works("1000"),
  }),
];
